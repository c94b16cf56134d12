package dev.heel.operator.wake;

import dev.heel.engine.Report;

/**
 * What a resource's last pass saw of its object; a poller wakes the resource only when its list
 * shows something else.
 *
 * @param id the object's id; null if there is none
 * @param hash hash of what is comparable; null if unknown
 * @param report what Datadog said of its life
 * @param copies how many other objects carry the same marker
 * @param isAsWanted whether the pass left it as it should be; else the next pass looks at it again
 */
public record LastSeen(String id, String hash, Report report, int copies, boolean isAsWanted) {
  /** There was no object. */
  public static final LastSeen ABSENT = new LastSeen(null, null, Report.NONE, 0, true);

  /**
   * The pass ended before it looked: no list concerns the resource until something else wakes it.
   */
  public static final LastSeen NOT_ASKED = new LastSeen(null, null, null, 0, true);

  /** There was no pass yet, or it waits for a list: each one wakes the resource. */
  public static final LastSeen AWAITS_LIST = new LastSeen(null, null, null, 0, false);

  /** The same of an object that is not as it should be. */
  public LastSeen amiss() {
    return new LastSeen(id, hash, report, copies, false);
  }
}
