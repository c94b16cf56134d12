package dev.heel.operator.api.removal;

import java.time.Instant;

/**
 * The one question before anything is removed from Datadog: is the object still its resource's?
 * Answered from what is known already, wherever that is enough. Pure.
 */
final class Ownership {
  /** What follows from what is known. */
  enum Verdict {
    /** It carries its owner's marker; or it has no place for one, and nobody else has it. */
    OURS,
    /** Another resource has it. */
    NOT_OURS,
    /** No list can tell, but a read can. */
    ASK,
    /** A list that can tell is on its way. */
    UNKNOWN
  }

  /**
   * What is known of an object without a call.
   *
   * @param isMarked whether objects of its kind carry a marker
   * @param isTaken whether another resource of this cluster has it
   * @param list what the newest list says of it
   */
  record Evidence(boolean isMarked, boolean isTaken, Listed list) {}

  /** What the newest list says of an object. */
  enum Listed {
    /** It shows it with its owner's marker. */
    MARKED,
    /** It shows it otherwise, or not at all. */
    OTHERWISE,
    /** There is no list that is new enough, and one will come. */
    COMING,
    /** There is none, and none can be had. */
    NONE
  }

  /**
   * What a list is worth.
   *
   * @param startedAt when it began; null if there is none
   * @param written when this process last wrote the object; null if it did not
   * @param oldest a little before it was decided that the object goes: what an older list shows may
   *     have changed since
   */
  static boolean isNewEnough(Instant startedAt, Instant written, Instant oldest) {
    return startedAt != null
        && !startedAt.isBefore(oldest)
        && (written == null || !startedAt.isBefore(written));
  }

  private Ownership() {}

  static Verdict of(Evidence known) {
    if (known.isTaken()) {
      return Verdict.NOT_OURS;
    }
    if (!known.isMarked()) {
      return Verdict.OURS;
    }
    return switch (known.list()) {
      case MARKED -> Verdict.OURS;
      case COMING -> Verdict.UNKNOWN;
      case OTHERWISE, NONE -> Verdict.ASK;
    };
  }
}
