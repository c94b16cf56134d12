package dev.heel.operator.account.organization;

import dev.heel.resource.ApiStatus;
import dev.heel.resource.NamespacedName;

/**
 * Where an object is, as its resource's status says. The place of an object is its organisation; an
 * account is only a way to it, and says where the object is as long as nothing else does. Pure.
 *
 * @param organization id of the organisation; null if it is not known
 * @param account the account that the object was made or last seen through, as namespace/name; null
 *     if it is not known
 */
public record ObjectPlace(String organization, String account) {
  /** Of an object that does not exist yet: anywhere. */
  static final ObjectPlace NOWHERE = new ObjectPlace(null, null);

  /** What an account's calls mean for an object. */
  public enum Answer {
    /** They reach the organisation that it is in. */
    HERE,
    /** They go to another organisation, or that cannot be told. */
    ELSEWHERE,
    /** Datadog could not be asked now: nothing is concluded. */
    UNSURE
  }

  /** The place of the object that the status has, or may have while a create is under way. */
  public static ObjectPlace of(ApiStatus status) {
    boolean made = status.id() != null || status.creating() != null;
    return made ? new ObjectPlace(status.organization(), status.account()) : NOWHERE;
  }

  /**
   * Whether an account leads there. While one of the two organisations is not known, only the same
   * account does.
   *
   * @param owner the organisation of the account's keys
   */
  public Answer from(NamespacedName through, KeyOwner owner) {
    boolean told = organization != null && owner.isKnown();
    boolean here =
        told ? owner.is(organization) : account == null || account.equals(through.toString());
    return here ? Answer.HERE : Answer.ELSEWHERE;
  }
}
