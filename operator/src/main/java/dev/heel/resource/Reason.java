package dev.heel.resource;

/** Why a resource is as its conditions say: the words that users, alerts and `kubectl wait` see. */
public enum Reason {
  /** The object in Datadog is as the spec says. */
  InSync(Health.READY),
  /** It differs, and the spec wants that reported or ignored, not reverted. */
  Drifted(Health.READY),
  /** Edits in Datadog are left alone until the annotation's time. */
  Paused(Health.READY),
  /** The spec says suspend: nothing is read or written. */
  Suspended(Health.READY),
  /** Its owner lets another resource have the object: nothing is read or written any more. */
  Released(Health.READY),
  /** It ended by itself, as a one-time downtime does, and is not made again. */
  Finished(Health.READY),
  /** The Agents run as the spec says. */
  RolledOut(Health.READY),
  /** The keys of an account are good. */
  KeysValid(Health.READY),
  /** The Agents' files hold what the check says. */
  Rendered(Health.READY),

  /** Work continues by itself within seconds. */
  Progressing(Health.RECONCILING),
  /** A write's answer was lost; nothing is sent until a list shows whether it took effect. */
  InDoubt(Health.RECONCILING),
  /** Another resource that this one names is not there or not ready yet. */
  WaitingForReference(Health.RECONCILING),
  /** The account is not there, or is not ready. */
  WaitingForAccount(Health.RECONCILING),
  /** No Agent that runs checks of this namespace is there. */
  WaitingForAgent(Health.RECONCILING),
  /** The organisation's rate limit is used up until a known time. */
  RateLimited(Health.RECONCILING),
  /** Datadog could not be reached, or answered with a fault of its own. */
  Unavailable(Health.RECONCILING),
  /** A list lacks so many known objects that it is not believed yet. */
  SnapshotSuspicious(Health.RECONCILING),
  /** The resource is being deleted, and something is in the way. */
  DeletionBlocked(Health.RECONCILING),
  /** The object goes away. */
  Deleting(Health.RECONCILING),

  /**
   * An object that exists was named in adopt; its differences are shown before they are changed.
   */
  AdoptionShown(Health.STALLED),
  /** The spec contradicts itself or the kind's rules. */
  Invalid(Health.STALLED),
  /** References form a circle. */
  ReferenceCycle(Health.STALLED),
  /** Datadog refused this generation. */
  Rejected(Health.STALLED),
  /** The keys may not do this, or are refused. */
  Forbidden(Health.STALLED),
  /** The keys of an account are refused. */
  KeysRefused(Health.STALLED),
  /** The keys belong to another organisation than the account's objects. */
  OrganizationChanged(Health.STALLED),
  /**
   * Which organisation the keys belong to cannot be told, and the account says which it must be.
   */
  OrganizationUnknown(Health.STALLED),
  /** The resource's object is in another organisation than its account, or may be. */
  AccountDiffers(Health.STALLED),
  /** The account does not grant this namespace what the spec asks for. */
  NotGranted(Health.STALLED),
  /** The Secret of an account, or a key in it, is missing or empty. */
  SecretMissing(Health.STALLED),
  /** The owner of an account or of an Agent does not allow it to this namespace. */
  NotAllowed(Health.STALLED),
  /** An Agent needs a right that Heel may not grant; a person must. */
  GrantMissing(Health.STALLED),
  /** The object that would be written carries another owner's marker. */
  OwnedByAnother(Health.STALLED),
  /** An object of that name is there and was not made here. */
  AlreadyExists(Health.STALLED),
  /** An object named in adopt is not in Datadog. */
  NotFound(Health.STALLED);

  /** What a reason means for the three conditions. */
  public enum Health {
    /** Ready is True. */
    READY,
    /** Ready is False, and Reconciling is True: it continues by itself. */
    RECONCILING,
    /** Ready is False, and Stalled is True: a person must do something. */
    STALLED
  }

  private final Health health;

  Reason(Health health) {
    this.health = health;
  }

  public Health health() {
    return health;
  }
}
