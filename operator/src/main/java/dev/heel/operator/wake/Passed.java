package dev.heel.operator.wake;

import java.time.Instant;

/**
 * What the passes over one resource left, by its name: pollers know no other.
 *
 * @param seen what the last one saw
 * @param due when the next one comes; null for when something happens
 * @param held the object that one of them left as the resource's own; null if none did
 */
record Passed(LastSeen seen, Instant due, String held) {
  /** No pass has ended yet. */
  static final Passed NONE = new Passed(LastSeen.AWAITS_LIST, null, null);

  static Passed orNone(Passed passed) {
    return passed == null ? NONE : passed;
  }

  Passed saw(LastSeen what) {
    boolean own = what.id() != null && what.isAsWanted();
    return new Passed(what, due, own ? what.id() : held);
  }

  Passed dueAt(Instant at) {
    return new Passed(seen, at, held);
  }

  boolean isDueBefore(Instant at) {
    return due != null && at.isAfter(due);
  }
}
