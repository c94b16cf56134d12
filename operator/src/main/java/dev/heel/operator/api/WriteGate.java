package dev.heel.operator.api;

import dev.heel.engine.api.DatadogError;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Whereabouts;
import dev.heel.operator.account.organization.ObjectPlace;
import dev.heel.operator.account.organization.ObjectPlace.Answer;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.RefusedBody;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.cluster.Finalizer;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a write may be sent now. What it answers is the outcome of not sending; empty means go
 * ahead.
 */
public final class WriteGate<R extends ApiResource> {
  private static final Duration SOON = Duration.ofSeconds(1);

  /** What is known outside of the pass. */
  interface State {
    /** Whether this process leads. */
    boolean mayWrite();

    /** Whether the account waits for its objects to go. */
    boolean accountGoes();
  }

  /** Asks for the turn that a write needs. */
  interface Turn {
    /**
     * @throws DatadogError THROTTLED while others go first
     */
    void ask() throws DatadogError;
  }

  private final ResourceInPass<R> work;
  private final State state;
  private final Account account;
  private final FailureOutcomes faults;

  /**
   * @param state asked anew before each write
   */
  WriteGate(ResourceInPass<R> work, Account account, FailureOutcomes faults, State state) {
    this.work = work;
    this.state = state;
    this.account = account;
    this.faults = faults;
  }

  /**
   * As {@link #closed}; and nothing is made for a resource whose deletion Kubernetes would not
   * announce, nor through an account that waits for its objects to go.
   */
  Optional<Outcome<ApiStatus>> closedToCreate(RefusedBody body, Turn turn) {
    if (state.accountGoes()) {
      return Optional.of(accountGoes());
    }
    return work.resource().hasFinalizer(Finalizer.NAME) ? closed(body, turn) : Optional.of(later());
  }

  /**
   * @param body what would be sent
   * @param turn asked for last: who has one and does not send keeps others from theirs
   */
  Optional<Outcome<ApiStatus>> closed(RefusedBody body, Turn turn) {
    if (!state.mayWrite()) {
      return Optional.of(later());
    }
    Optional<Outcome<ApiStatus>> refused = body.earlier();
    if (refused.isPresent()) {
      return refused;
    }
    Optional<Outcome<ApiStatus>> elsewhere = closedElsewhere();
    return elsewhere.isPresent() ? elsewhere : waits(body, turn);
  }

  private Optional<Outcome<ApiStatus>> waits(RefusedBody body, Turn turn) {
    try {
      turn.ask();
      return Optional.empty();
    } catch (DatadogError e) {
      return Optional.of(faults.ofWrite(e, body, work.status()));
    }
  }

  /**
   * A write must not reach another organisation. As long as Datadog cannot say which one it is, its
   * last answer counts.
   */
  private Optional<Outcome<ApiStatus>> closedElsewhere() {
    Answer answer = new Whereabouts(account).now(ObjectPlace.of(work.status()));
    boolean open = answer == Answer.HERE || answer == Answer.UNSURE && account.state().isUsable();
    return open ? Optional.empty() : Optional.of(later());
  }

  private Outcome<ApiStatus> accountGoes() {
    String message =
        "DatadogAccount %s is being deleted: nothing new is made through it."
            .formatted(account.name());
    return Outcome.of(Reason.WaitingForAccount, message, work.status());
  }

  private Outcome<ApiStatus> later() {
    return Outcome.quiet(Reason.Progressing, work.status()).again(SOON);
  }
}
