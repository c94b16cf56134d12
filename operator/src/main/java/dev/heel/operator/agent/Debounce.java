package dev.heel.operator.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets changes of one Agent that come within a few seconds go out once. */
final class Debounce {
  private static final int LONGEST = 6;

  private final Duration quiet;
  private Pending pending;

  private record Pending(String change, Instant first, Instant last) {}

  /**
   * @param quiet for how long nothing must have changed; after six times that it goes out anyway
   */
  Debounce(Duration quiet) {
    this.quiet = quiet;
  }

  /**
   * How long a change must wait still; empty if it may go out.
   *
   * @param change hash of what is to go out
   */
  Optional<Duration> hold(String change, Instant now) {
    if (pending == null) {
      pending = new Pending(change, now, now);
    } else if (!pending.change().equals(change)) {
      pending = new Pending(change, pending.first(), now);
    }
    Instant calm = pending.last().plus(quiet);
    Instant latest = pending.first().plus(quiet.multipliedBy(LONGEST));
    Instant until = calm.isBefore(latest) ? calm : latest;
    return now.isBefore(until) ? Optional.of(Duration.between(now, until)) : Optional.empty();
  }

  /** It went out, or there is nothing to go out. */
  void done() {
    pending = null;
  }
}
