package dev.heel.operator.wake;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Failed attempts by resource, so that a passing fault is met with growing patience. In memory
 * only: after a restart each is tried once more. What was refused is in the status.
 */
public final class Attempts {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 9;

  /** How long a refused body is not sent again. */
  public static final Duration REFUSED = Duration.ofHours(1);

  private record Failures(long generation, int count) {}

  private final Map<String, Failures> failures = new ConcurrentHashMap<>();
  private final Map<String, Instant> waiting = new ConcurrentHashMap<>();

  /** How long to wait after one more failure; starts anew with a new generation. */
  public Duration failed(String uid, long generation) {
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

  /** It went well: the next failure is the first again. */
  public void succeeded(String uid) {
    failures.remove(uid);
    waiting.remove(uid);
  }

  /** A resource waits for its turn at a rate limit, if not longer then since now. */
  public void waits(String uid, Instant now) {
    waiting.putIfAbsent(uid, now);
  }

  /** Since when a resource waits for its turn at a rate limit; empty if it did not wait so far. */
  public Optional<Instant> waitingSince(String uid) {
    return Optional.ofNullable(waiting.get(uid));
  }

  /** The resource is gone: all that was counted under its uid, and under names that begin so. */
  public void forget(String uid) {
    failures.keySet().removeIf(name -> name.startsWith(uid));
    waiting.remove(uid);
  }
}
