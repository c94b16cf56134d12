package dev.heel.datadog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One limit's current window and this process's own calls in it. Not safe for threads: the budget
 * guards it.
 *
 * <p>When a window ends is known to a span only, and so is when a call was counted: somewhere
 * between its sending and its answer. A call that may have been counted on either side of an end is
 * counted on both, so no window of Datadog's ever sees more of this process's calls than its share.
 */
final class RateWindow {
  private final String name;
  private long limit;
  private Duration period;
  private EndSpan end;
  private long remaining;
  private final Deque<Instant> answered = new ArrayDeque<>();

  /**
   * @param first answer that told of the limit
   * @param begun when its call was sent
   */
  RateWindow(String name, RateHeaders first, Instant begun, Instant now) {
    this.name = name;
    this.limit = first.limit().orElseThrow();
    renew(first, begun, now);
  }

  /** Moves on to the window that now lies in. */
  void roll(Instant now) {
    if (now.isBefore(end.latest())) {
      return;
    }
    move(Duration.between(end.latest(), now).dividedBy(period) + 1);
  }

  /**
   * Until when no further call may begin.
   *
   * @param share of the limit that is this process's
   * @param inFlight own calls under way; any of them may still be counted in this window
   */
  Optional<Instant> fullUntil(long share, long inFlight) {
    if (answeredSince(end.earliest().minus(period)) + inFlight < share && remaining > inFlight) {
      return Optional.empty();
    }
    EndSpan free = end;
    while (answeredSince(free.earliest()) >= share) {
      free = free.moved(period);
    }
    return Optional.of(free.latest());
  }

  /** An own call ended without a word about the limit; it may have been counted in this window. */
  void endUnheard(Instant now) {
    answered.addLast(now);
  }

  /**
   * An own call ended with an answer that tells of a window: this one, a newer one, or, if the
   * answer was slow, one that is over.
   *
   * @param heard with a reset
   * @param begun when the call was sent; the answer was made after it
   */
  void end(RateHeaders heard, Instant begun, Instant now) {
    answered.addLast(now);
    limit = heard.limit().orElse(limit);
    EndSpan told = EndSpan.told(heard.resetAt().orElseThrow(), begun, now);
    EndSpan.Shift shift = end.shiftTo(told, period);
    if (shift.isNone() || !isPeriod(heard)) {
      renew(heard, begun, now);
      return;
    }
    if (shift.least() > 0) {
      move(shift.least());
    }
    if (shift.isCertain()) {
      end = end.narrowed(told.moved(period.multipliedBy(Math.max(0, -shift.least()))));
    }
    if (shift.most() >= 0) {
      remaining = Math.min(remaining, heard.remaining().orElse(remaining));
    }
  }

  long limit() {
    return limit;
  }

  RateLimitView view() {
    return new RateLimitView(name, limit, period.toSeconds(), Math.max(0, remaining), end.latest());
  }

  private boolean isPeriod(RateHeaders heard) {
    return heard.period().isEmpty() || heard.period().getAsLong() == period.toSeconds();
  }

  /** What was known of the window's end and length does not hold; the calls made stay counted. */
  private void renew(RateHeaders heard, Instant begun, Instant now) {
    Instant reset = heard.retryAt(now);
    end = EndSpan.told(reset, begun, now);
    period =
        Duration.ofSeconds(
            Math.max(1, heard.period().orElse(Duration.between(now, reset).toSeconds())));
    remaining = heard.remaining().orElse(limit);
  }

  private void move(long windows) {
    end = end.moved(period.multipliedBy(windows));
    remaining = limit;
    Instant start = end.earliest().minus(period);
    while (!answered.isEmpty() && answered.peekFirst().isBefore(start)) {
      answered.removeFirst();
    }
  }

  private long answeredSince(Instant since) {
    return answered.stream().filter(at -> !at.isBefore(since)).count();
  }
}
