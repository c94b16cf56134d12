package dev.heel.operator.account.deletion;

import java.time.Instant;

/** What becomes of a kept object now. */
public enum KeptVerdict {
  /** Its time has not come; or its resource is there again and has not looked for it yet. */
  STAYS,
  /** Its resource has it again. */
  TAKEN_BACK,
  /** It goes. */
  GOES;

  /**
   * @param isBack whether the resource is there
   * @param id of the object that the resource has; null if it has none
   */
  public static KeptVerdict of(KeptObject kept, boolean isBack, String id, Instant now) {
    if (isBack && kept.id().equals(id)) {
      return TAKEN_BACK;
    }
    boolean mayBeTaken = isBack && id == null;
    return kept.isDue(now) && !mayBeTaken ? GOES : STAYS;
  }
}
