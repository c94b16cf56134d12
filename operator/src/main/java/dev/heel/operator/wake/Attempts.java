package dev.heel.operator.wake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

  private final ResourceMemory.Slot<Failures> failures;
  private final ResourceMemory.Slot<Instant> waiting;

  public Attempts(ResourceMemory memory) {
    failures = memory.slot();
    waiting = memory.slot();
  }

  /** How long to wait after one more failure; starts anew with a new generation. */
  public Duration failed(String uid, long generation) {
    Failures now =
        failures.update(
            uid,
            before ->
                before != null && before.generation() == generation
                    ? new Failures(generation, before.count() + 1)
                    : new Failures(generation, 1));
    Duration full = FIRST.multipliedBy(1L << Math.min(now.count() - 1, DOUBLINGS));
    long bounded = Math.min(full.toMillis(), LONGEST.toMillis());
    return Duration.ofMillis(
        (long) (bounded * (0.75 + ThreadLocalRandom.current().nextDouble() / 4)));
  }

  /** It went well: the next failure is the first again. */
  public void succeeded(String uid) {
    failures.clear(uid);
    waiting.clear(uid);
  }

  /** A resource waits for its turn at a rate limit, if not longer then since now. */
  public void waits(String uid, Instant now) {
    waiting.putIfAbsent(uid, now);
  }

  /** Since when a resource waits for its turn at a rate limit; empty if it did not wait so far. */
  public Optional<Instant> waitingSince(String uid) {
    return Optional.ofNullable(waiting.get(uid));
  }
}
