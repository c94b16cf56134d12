package dev.heel.operator.account;

import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.account.organization.KeyOwner;
import dev.heel.operator.account.organization.ObjectPlace;
import dev.heel.operator.account.organization.ObjectPlace.Answer;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an account's calls reach the organisation that an object is in: the one place where that
 * is asked, before a write, and before a "not there" is believed.
 */
public final class Whereabouts {
  private final Account account;

  public Whereabouts(Account account) {
    this.account = account;
  }

  /** As far as it is known; makes no call. */
  public Answer known(ObjectPlace place) {
    return place.from(account.name(), account.state().owner());
  }

  /** Whether a resource's status says that it has that object, where this account's calls go. */
  public boolean isOf(ApiResource resource, String id) {
    ApiStatus status = resource.getStatus();
    return status != null && id.equals(status.id()) && known(ObjectPlace.of(status)) == Answer.HERE;
  }

  /**
   * As it is now, before a write: asks Datadog if its last answer is older than a minute.
   *
   * @return UNSURE if Datadog could not say it, or names another organisation than before, so that
   *     the account must be looked at first
   */
  public Answer now(ObjectPlace place) {
    return since(Instant.EPOCH, place);
  }

  /**
   * Whether it was the resource's own organisation that answered "not there". An answer of before
   * the object was missed says nothing of that; since Datadog is not asked more than once a minute,
   * this may take one.
   */
  public Answer whenMissing(Ledger.Key owner, ObjectPlace place) {
    return since(account.ledger().missedSince(owner, account.clock().instant()), place);
  }

  /** The same where something was missed at that time. */
  public Answer since(Instant first, ObjectPlace place) {
    Account.State state = account.state();
    Optional<KeyOwner> owner =
        state.isUsable() ? state.membership().recent(first) : Optional.empty();
    if (owner.isEmpty()) {
      return Answer.UNSURE;
    }
    if (!owner.get().equals(state.owner())) {
      account.lookAgain();
      return Answer.UNSURE;
    }
    return known(place);
  }

  /**
   * The status with the organisation that the account's objects were in before its keys were
   * another's: what was made through this account is there, whatever a person decides afterwards.
   */
  public ApiStatus kept(ApiStatus status) {
    boolean changed = account.state().reason() == Reason.OrganizationChanged;
    boolean ours = account.name().toString().equals(status.account());
    return changed && ours && status.id() != null && status.organization() == null
        ? status.edit().organization(account.state().owner().id()).build()
        : status;
  }
}
