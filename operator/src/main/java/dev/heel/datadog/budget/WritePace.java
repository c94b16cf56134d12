package dev.heel.datadog.budget;

import dev.heel.engine.api.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One resource sends so many writes a minute and no more, of whatever cause: a spec that never
 * stands still, or another program that undoes each write, must not use up what all share. Not safe
 * for threads: the budget guards it.
 */
final class WritePace {
  static final int WRITES = 6;
  static final Duration SPAN = Duration.ofMinutes(1);

  private final Map<Sender, Deque<Instant>> written = new HashMap<>();

  /** A write is sent. */
  void wrote(Sender sender, Instant now) {
    written.computeIfAbsent(sender, s -> new ArrayDeque<>()).addLast(now);
  }

  /** Until when this one must not write again. */
  Optional<Instant> blockedUntil(Sender sender, Instant now) {
    Deque<Instant> writes = written.get(sender);
    if (writes == null) {
      return Optional.empty();
    }
    forgetOld(writes, now);
    return writes.size() < WRITES ? Optional.empty() : Optional.of(writes.getFirst().plus(SPAN));
  }

  /** Drops what counts no longer. */
  void forgetOld(Instant now) {
    written.values().forEach(writes -> forgetOld(writes, now));
    written.values().removeIf(Deque::isEmpty);
  }

  private static void forgetOld(Deque<Instant> writes, Instant now) {
    while (!writes.isEmpty() && !now.isBefore(writes.getFirst().plus(SPAN))) {
      writes.removeFirst();
    }
  }
}
