package dev.heel.operator.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether this process leads, and whether its lease lets it write, by the clock alone: a process
 * that was stopped for a while learns last that it leads no longer. Safe for many threads.
 */
final class LeaseClock {
  private final Clock clock;
  private final Duration deadline;
  private final AtomicBoolean leading = new AtomicBoolean();
  private volatile Instant since;
  private volatile Instant renewed;

  /**
   * @param deadline for how long after a renewal the leader still writes; null if it needs no lease
   */
  LeaseClock(Clock clock, Duration deadline) {
    this.clock = clock;
    this.deadline = deadline;
  }

  /** Leadership begins. */
  void begin() {
    since = clock.instant();
    leading.set(true);
  }

  /**
   * Leadership ends.
   *
   * @return whether it had begun and not ended before
   */
  boolean end() {
    return leading.getAndSet(false);
  }

  /** A renewal that began at that time succeeded. */
  void renewed(Instant begun) {
    renewed = begun;
  }

  boolean isLeading() {
    return leading.get();
  }

  /** When leadership began, also after its end; null before. */
  Instant since() {
    return since;
  }

  /** Whether a write may begin now: the lease was renewed less than the deadline ago. */
  boolean mayWrite() {
    Instant last = renewed;
    return leading.get()
        && (deadline == null || last != null && clock.instant().isBefore(last.plus(deadline)));
  }

  /** Whether it leads by a lease that was not renewed in time. */
  boolean isOverdue() {
    return leading.get() && !mayWrite();
  }
}
