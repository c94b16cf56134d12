package dev.heel.operator.account.organization;

import dev.heel.kinds.account.AccountSpec;
import dev.heel.kinds.account.AccountStatus;
import dev.heel.kinds.account.AccountStatus.Organization;
import dev.heel.resource.Reason;

/**
 * Which organisation an account is for: the one that its spec says, else the one that an earlier
 * pass found, else the first that its keys belong to. Pure.
 *
 * @param said what the spec says; null if it says nothing
 * @param earlier what the account's status says; null if it says nothing
 * @param secret the Secret with the keys, as namespace/name
 */
public record HomeOrganization(String said, Organization earlier, String secret) {
  private static final String NOTHING = "Nothing is created, changed or deleted.";

  /** As an account's spec and its last status say. */
  public static HomeOrganization of(AccountSpec spec, AccountStatus status, String namespace) {
    Organization earlier = status == null ? null : status.organization();
    boolean known = earlier != null && earlier.id() != null;
    return new HomeOrganization(
        spec.organization, known ? earlier : null, namespace + "/" + spec.secretRef.name);
  }

  /** KeysValid if the account may be used with keys of that owner, else why not. */
  public Reason reason(KeyOwner owner) {
    if (!owner.isKnown()) {
      return said == null ? Reason.KeysValid : Reason.OrganizationUnknown;
    }
    return id() == null || owner.is(id()) ? Reason.KeysValid : Reason.OrganizationChanged;
  }

  /** The same in words, with what to do. */
  public String message(KeyOwner owner) {
    return switch (reason(owner)) {
      case OrganizationUnknown -> unknown();
      case OrganizationChanged -> changed(owner);
      default -> valid(owner);
    };
  }

  /** The organisation that the account's status is to say; null if none is known. */
  public Organization shown(KeyOwner owner) {
    boolean here = owner.isKnown() && reason(owner) == Reason.KeysValid;
    return here ? new Organization(owner.name(), owner.id()) : earlier;
  }

  /** The organisation that the account's objects are in; unknown if none is known. */
  public KeyOwner owner(KeyOwner found) {
    if (reason(found) == Reason.KeysValid) {
      return found;
    }
    return id() == null ? KeyOwner.UNKNOWN : new KeyOwner(id(), null, name());
  }

  private String id() {
    return said != null ? said : earlier == null ? null : earlier.id();
  }

  private String name() {
    return earlier != null && earlier.id().equals(id()) ? earlier.name() : null;
  }

  private static String valid(KeyOwner owner) {
    if (!owner.isKnown()) {
      return "Both keys are valid. Which organisation they belong to is not known: Datadog does not"
          + " let them read /api/v2/current_user. Heel continues, and would not notice keys of"
          + " another organisation.";
    }
    return owner.name() == null
        ? "Both keys are valid."
        : "Both keys are valid for organisation " + owner.name() + ".";
  }

  private String unknown() {
    return ("spec.organization says %s, and Datadog does not let the keys say which organisation"
            + " they belong to. %s Let them read /api/v2/current_user, also through the proxy"
            + " if there is one, or remove spec.organization.")
        .formatted(said, NOTHING);
  }

  private String changed(KeyOwner owner) {
    String home = KeyOwner.words(name(), id());
    String wanted =
        said == null ? "this account's objects are in " + home : "spec.organization says " + home;
    return ("The keys belong to organisation %s; %s. %s If that is meant, set spec.organization:"
            + " %s: new objects are made there, and those in %s are left to you; if not, put"
            + " the right keys into Secret %s.")
        .formatted(
            owner.words(), wanted, NOTHING, owner.id(), name() == null ? id() : name(), secret);
  }
}
