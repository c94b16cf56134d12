package dev.heel.operator.agent;

import dev.heel.resource.NamespacedName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lets changes that come within a few seconds go out once. */
final class Debounce {
  private static final int LONGEST = 6;

  private final Duration quiet;
  private final Map<NamespacedName, Pending> pending = new ConcurrentHashMap<>();

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
   * @param change what is to go out, in a word
   */
  Optional<Duration> hold(NamespacedName agent, String change, Instant now) {
    Pending is =
        pending.compute(
            agent,
            (name, before) ->
                before == null
                    ? new Pending(change, now, now)
                    : before.change().equals(change)
                        ? before
                        : new Pending(change, before.first(), now));
    Instant calm = is.last().plus(quiet);
    Instant latest = is.first().plus(quiet.multipliedBy(LONGEST));
    Instant until = calm.isBefore(latest) ? calm : latest;
    return now.isBefore(until) ? Optional.of(Duration.between(now, until)) : Optional.empty();
  }

  /** It went out, or there is nothing to go out. */
  void done(NamespacedName agent) {
    pending.remove(agent);
  }
}
