package dev.heel.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Failed attempts by resource, so that a passing fault is met with growing patience and a refused
 * body is not sent again. In memory only: after a restart each is tried once more.
 */
final class Attempts {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 9;

  /** How long a refused body is not sent again. */
  static final Duration REFUSED = Duration.ofHours(1);

  private record Failures(long generation, int count) {}

  /**
   * @param body what was refused: hash of the body, and revision of the account
   */
  private record Refusal(String body, Outcome outcome, Instant at) {}

  private final Map<String, Failures> failures = new ConcurrentHashMap<>();
  private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

  /** How long to wait after one more failure; starts anew with a new generation. */
  Duration failed(String uid, long generation) {
    Failures now =
        failures.merge(
            uid,
            new Failures(generation, 1),
            (before, one) ->
                before.generation() == generation
                    ? new Failures(generation, before.count() + 1)
                    : one);
    Duration full = FIRST.multipliedBy(1L << Math.min(now.count() - 1, DOUBLINGS));
    long bounded = Math.min(full.toMillis(), LONGEST.toMillis());
    return Duration.ofMillis(
        (long) (bounded * (0.75 + ThreadLocalRandom.current().nextDouble() / 4)));
  }

  void succeeded(String uid) {
    failures.remove(uid);
    refusals.remove(uid);
  }

  void refused(String uid, String body, Outcome outcome, Instant at) {
    refusals.put(uid, new Refusal(body, outcome, at));
  }

  /** Remembers a refusal that an earlier process met, unless this one knows more. */
  void refusedBefore(String uid, String body, Outcome outcome, Instant at) {
    refusals.putIfAbsent(uid, new Refusal(body, outcome, at));
  }

  /** What came of sending this very body, if it was refused less than an hour ago. */
  Optional<Outcome> refusal(String uid, String body, Instant now) {
    return Optional.ofNullable(refusals.get(uid))
        .filter(refusal -> refusal.body().equals(body))
        .filter(refusal -> now.isBefore(refusal.at().plus(REFUSED)))
        .map(refusal -> refusal.outcome().again(Duration.between(now, refusal.at().plus(REFUSED))));
  }

  void forget(String uid) {
    failures.remove(uid);
    refusals.remove(uid);
  }
}
