package dev.heel.datadog.budget;

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
  private final int sharePercent;
  private long limit;
  private Duration period;
  private EndSpan end;
  private long remaining;
  private final Crowd crowd = new Crowd();
  private final Deque<Own> answered = new ArrayDeque<>();

  /** An own call that ended then. */
  private record Own(Instant at, boolean writes) {}

  /**
   * @param sharePercent of the limit that is this process's
   * @param first answer that told of the limit
   * @param begun when its call was sent
   */
  RateWindow(String name, int sharePercent, RateHeaders first, Instant begun, Instant now) {
    this.name = name;
    this.sharePercent = sharePercent;
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

  /** How many calls in a window are this process's. */
  long share() {
    return Math.max(1, limit * sharePercent / 100);
  }

  /**
   * Until when no further call may begin.
   *
   * @param inFlight own calls under way; any of them may still be counted in this window
   */
  Optional<Instant> fullUntil(long inFlight) {
    boolean others = remaining - inFlight - crowd.expected() <= reserve();
    return used(inFlight) < share() && !others ? Optional.empty() : Optional.of(freeAt());
  }

  /**
   * Whether reads have had what they may have of a limit that writes fall under as well: half, so
   * that a write finds room whenever it comes.
   */
  boolean isFullOfReads(long inFlight) {
    Instant start = end.earliest().minus(period);
    long reads =
        answered.stream().filter(own -> !own.writes() && !own.at().isBefore(start)).count();
    return reads + inFlight >= Math.max(1, share() / 2);
  }

  /** How many own calls may be under way at once. */
  long atOnce() {
    return crowd.atOnce(limit, remaining - reserve());
  }

  /**
   * When a turn comes, as far as it can be foreseen; empty if this window has room for it.
   *
   * @param before turns that others get first
   */
  Optional<Instant> turnAt(long before, long inFlight) {
    Optional<Instant> full = fullUntil(inFlight);
    long room = full.isPresent() ? 0 : share() - used(inFlight);
    return before < room
        ? Optional.empty()
        : Optional.of(
            full.orElse(end.latest()).plus(period.multipliedBy((before - room) / share())));
  }

  /** An own call ended without a word about the limit; it may have been counted in this window. */
  void endUnheard(boolean writes, Instant now) {
    answered.addLast(new Own(now, writes));
  }

  /**
   * An own call ended with an answer that tells of a window: this one, a newer one, or, if the
   * answer was slow, one that is over.
   *
   * @param heard with a reset
   * @param inFlight own calls that are still under way
   */
  void end(RateHeaders heard, RateBudget.Ticket ticket, long inFlight, Instant now) {
    answered.addLast(new Own(now, ticket.writes()));
    limit = heard.limit().orElse(limit);
    EndSpan told = EndSpan.told(heard.resetAt().orElseThrow(), ticket.begun(), now);
    EndSpan.Shift shift = end.shiftTo(told, period);
    if (shift.isNone() || !isPeriod(heard)) {
      renew(heard, ticket.begun(), now);
      crowd.heard(limit - remaining - used(inFlight), 0);
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
      boolean whole = !ticket.begun().isBefore(end.latest().minus(period));
      crowd.heard(limit - remaining - used(inFlight), whole ? ticket.others() : 0);
    }
  }

  /** Calls of others that were seen in this window so far. */
  long others() {
    return crowd.seen();
  }

  RateLimitView view() {
    return new RateLimitView(name, limit, period.toSeconds(), Math.max(0, remaining), end.latest());
  }

  /**
   * What is never touched of a window, whoever used the rest: a fifth, for calls of others that are
   * under way. An account that may use more than four fifths leaves less, and one that may use all
   * leaves nothing: its owner says that there are no others.
   */
  private long reserve() {
    return Math.min(limit / 5, limit - share());
  }

  private Instant freeAt() {
    EndSpan free = end;
    while (answeredSince(free.earliest()) >= share()) {
      free = free.moved(period);
    }
    return free.latest();
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
    crowd.begin();
  }

  private void move(long windows) {
    end = end.moved(period.multipliedBy(windows));
    remaining = limit;
    crowd.begin();
    Instant start = end.earliest().minus(period);
    while (!answered.isEmpty() && answered.peekFirst().at().isBefore(start)) {
      answered.removeFirst();
    }
  }

  private long used(long inFlight) {
    return answeredSince(end.earliest().minus(period)) + inFlight;
  }

  private long answeredSince(Instant since) {
    return answered.stream().filter(own -> !own.at().isBefore(since)).count();
  }
}
