package dev.heel.datadog;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One limit's current window and this process's own calls in it. Not safe for threads: the budget
 * guards it.
 *
 * <p>Reset is rounded up, so every end worked out from an answer is the true one or a little later;
 * the earliest of them is the best known, and a window is never thought to be over too soon.
 */
final class RateWindow {
  private final String name;
  private long limit;
  private Instant resetAt;
  private long periodSeconds;
  private long remaining;
  private long ended;

  RateWindow(String name, RateHeaders first, Instant now) {
    this.name = name;
    this.limit = first.limit().orElseThrow();
    this.resetAt = first.retryAt(now);
    this.periodSeconds = period(first, now);
    this.remaining = first.remaining().orElse(limit);
  }

  /** Moves on to the window that now lies in. */
  void roll(Instant now) {
    if (now.isBefore(resetAt)) {
      return;
    }
    long over = Duration.between(resetAt, now).toSeconds() / periodSeconds + 1;
    begin(resetAt.plusSeconds(over * periodSeconds));
  }

  /**
   * Until when no further call may begin.
   *
   * @param share of the limit that is this process's
   * @param inFlight own calls under way; any of them may still be counted in this window
   */
  Optional<Instant> fullUntil(long share, long inFlight) {
    boolean full = ended + inFlight >= share || remaining - inFlight <= 0;
    return full ? Optional.of(resetAt) : Optional.empty();
  }

  /** An own call ended without a word about the limit; it may have been counted in this window. */
  void endUnheard() {
    ended++;
  }

  /**
   * An own call ended with an answer that tells of a window: this one, a newer one, or, if the
   * answer was slow, one that is over. Its end lies between {@code begun + reset - 1 s} and {@code
   * now + reset}; only what is certain in that span is believed.
   *
   * @param heard with a reset
   * @param begun when the call was sent; the answer was made after it
   */
  void end(RateHeaders heard, Instant begun, Instant now) {
    Instant latest = heard.resetAt().orElseThrow();
    Instant earliest = begun.plus(Duration.between(now, latest)).minusSeconds(1);
    boolean newer = earliest.isAfter(resetAt);
    boolean older = !earliest.isAfter(resetAt.minusSeconds(periodSeconds));
    limit = heard.limit().orElse(limit);
    if (newer) {
      begin(latest);
    } else if (!older && latest.isBefore(resetAt)) {
      resetAt = latest;
    }
    if (!older) {
      periodSeconds = period(heard, now);
      remaining = Math.min(remaining, heard.remaining().orElse(remaining));
    }
    ended++;
  }

  long limit() {
    return limit;
  }

  RateLimitView view() {
    return new RateLimitView(name, limit, periodSeconds, Math.max(0, remaining), resetAt);
  }

  private void begin(Instant end) {
    resetAt = end;
    remaining = limit;
    ended = 0;
  }

  private static long period(RateHeaders heard, Instant now) {
    long untilReset = Duration.between(now, heard.retryAt(now)).toSeconds();
    return Math.max(1, heard.period().orElse(untilReset));
  }
}
