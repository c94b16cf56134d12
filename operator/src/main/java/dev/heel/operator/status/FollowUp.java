package dev.heel.operator.status;

import dev.heel.operator.wake.LastSeen;
import java.time.Duration;

/**
 * What a pass leaves for those that come after it.
 *
 * @param next when to look again if nothing happens before; null for when something happens. After
 *     a failure it is the latest time: growing patience may end earlier.
 * @param attempt how the pass fared at Datadog
 * @param seen what a poller compares its list with from now on; null if that stays as it was
 * @param isDrift whether somebody had changed the object in Datadog, which is counted
 */
public record FollowUp(Duration next, Attempt attempt, LastSeen seen, boolean isDrift) {
  /** It is looked at when something happens, and nothing else is known. */
  static final FollowUp NONE = new FollowUp(null, Attempt.NONE, null, false);

  /** How a pass fared at Datadog: failures in a row are met with growing patience. */
  public enum Attempt {
    /** It says nothing of Datadog. */
    NONE,
    /** Whatever failed before is forgotten. */
    SUCCEEDED,
    /** It is tried again after growing patience. */
    FAILED,
    /** It waits for its turn at a rate limit. */
    WAITS
  }

  FollowUp again(Duration in) {
    return new FollowUp(in, attempt, seen, isDrift);
  }

  FollowUp after(Attempt other) {
    return new FollowUp(next, other, seen, isDrift);
  }

  FollowUp seeing(LastSeen what) {
    return new FollowUp(next, attempt, what, isDrift);
  }

  FollowUp counted() {
    return new FollowUp(next, attempt, seen, true);
  }
}
