package dev.heel.operator.api.resource;

import dev.heel.operator.account.Account;
import dev.heel.operator.account.Whereabouts;
import dev.heel.operator.account.organization.KeyOwner;
import dev.heel.operator.account.organization.ObjectPlace;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Reason;

/** A resource whose object is in another organisation than the one its account leads to. */
public final class AccountDiffers {
  private final Account account;
  private final ResourceInPass<?> work;

  public AccountDiffers(Account account, ResourceInPass<?> work) {
    this.account = account;
    this.work = work;
  }

  /** Whether it is so, or cannot be told; makes no call. */
  public boolean holds() {
    ObjectPlace place = ObjectPlace.of(work.status());
    return new Whereabouts(account).known(place) != ObjectPlace.Answer.HERE;
  }

  /** Ends the pass if it is so. Nothing is moved: only a person knows which of the two is meant. */
  public void mustNotHold() throws Halt {
    if (holds()) {
      throw new Halt(Outcome.of(Reason.AccountDiffers, message(), work.status()));
    }
  }

  /** Why the object cannot be reached through this account, and what to do. */
  private String message() {
    String remedy =
        ("Heel leaves it there, and calls nothing. Set the account back; or delete this resource"
                + " with deletionPolicy: Orphan and apply it again: that makes a new %s and leaves the"
                + " older one to you.")
            .formatted(work.kind().noun());
    return where() + " " + remedy;
  }

  /** Where the object is, and where the account leads. */
  public String where() {
    ApiStatus status = work.status();
    String subject = work.subject(status.id()) + (status.id() == null ? " may be" : " is");
    String old =
        status.account() == null ? "" : ", made through DatadogAccount " + status.account();
    String there =
        status.organization() == null
            ? "in an organisation that is not known" + old
            : "in organisation " + status.organization() + old;
    KeyOwner owner = account.state().owner();
    String here =
        owner.isKnown()
            ? "belongs to organisation " + owner.words()
            : "does not say which organisation it belongs to";
    return "%s %s; DatadogAccount %s %s.".formatted(subject, there, account.name(), here);
  }
}
