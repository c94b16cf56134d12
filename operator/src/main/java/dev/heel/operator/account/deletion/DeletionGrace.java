package dev.heel.operator.account.deletion;

import dev.heel.engine.api.DatadogError;
import dev.heel.operator.process.Timing;
import dev.heel.operator.wake.ResourceMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Until when a removal is tried. Its grace counts from its beginning; but where a rate limit holds
 * it up, from the first attempt that was sent, for as long as the account's other removals go on.
 * In memory only: a process that just began to lead has time for an attempt anyway.
 */
public final class DeletionGrace {
  private record Begin(Instant at, boolean isSent) {}

  private final ResourceMemory.Slot<Begin> begins;
  private final Timing timing;
  private final Supplier<Instant> leadingSince;

  /**
   * @param leadingSince when this process began to lead
   */
  public DeletionGrace(Timing timing, Supplier<Instant> leadingSince, ResourceMemory memory) {
    this.begins = memory.slot();
    this.timing = timing;
    this.leadingSince = leadingSince;
  }

  /**
   * An attempt came to nothing.
   *
   * @param key of the removal
   * @param lastRemoval when the account last removed anything
   */
  public void failed(String key, DatadogError error, Instant lastRemoval, Instant now) {
    if (!error.isThrottled()) {
      begins.update(key, before -> sent(before, now));
    } else if (now.isBefore(lastRemoval.plus(timing.deletionGrace()))) {
      begins.update(key, before -> held(before, now));
    }
  }

  private static Begin sent(Begin before, Instant now) {
    if (before == null) {
      return new Begin(Instant.MIN, true);
    }
    return before.isSent() ? before : new Begin(now, true);
  }

  private static Begin held(Begin before, Instant now) {
    return before != null && before.isSent() ? before : new Begin(now, false);
  }

  /**
   * When the removal ends, whatever came of it.
   *
   * @param begun when it began
   * @param grace how long it may take
   */
  public Instant deadline(String key, Instant begun, Duration grace) {
    Instant counted =
        Optional.ofNullable(begins.get(key)).map(Begin::at).filter(begun::isBefore).orElse(begun);
    Instant deadline = counted.plus(grace);
    Instant tried = leadingSince.get().plus(timing.terminatingGrace());
    return tried.isAfter(deadline) ? tried : deadline;
  }
}
