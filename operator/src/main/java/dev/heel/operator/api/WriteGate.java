package dev.heel.operator.api;

import dev.heel.engine.api.DatadogError;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Whereabouts;
import dev.heel.operator.account.organization.ObjectPlace;
import dev.heel.operator.account.organization.ObjectPlace.Answer;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.api.resource.Surroundings;
import dev.heel.operator.cluster.Finalizer;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.Attempts;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus.Refused;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a write may be sent now. What it answers is the outcome of not sending; empty means go
 * ahead.
 */
public final class WriteGate<R extends ApiResource> {
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Asks for the turn that a write needs. */
  interface Turn {
    /**
     * @throws DatadogError THROTTLED while others go first
     */
    void ask() throws DatadogError;
  }

  private final ResourceInPass<R> work;
  private final Surroundings around;
  private final Account account;
  private final FailureOutcomes faults;
  private final StatusWords<R> facts;

  WriteGate(ResourceInPass<R> work, Surroundings around, Account account, FailureOutcomes faults) {
    this.work = work;
    this.around = around;
    this.account = account;
    this.facts = new StatusWords<>(work, account);
    this.faults = faults;
  }

  /**
   * As {@link #closed}; and nothing is made for a resource whose deletion Kubernetes would not
   * announce, nor through an account that waits for its objects to go.
   */
  Optional<Outcome> closedToCreate(String body, Turn turn) {
    if (around.accounts().isGoing(account.name())) {
      return Optional.of(accountGoes());
    }
    return work.resource().hasFinalizer(Finalizer.NAME) ? closed(body, turn) : Optional.of(later());
  }

  /**
   * @param body what would be sent, as {@link StatusWords#refusalHash} has it
   * @param turn asked for last: who has one and does not send keeps others from theirs
   */
  Optional<Outcome> closed(String body, Turn turn) {
    if (!around.leadership().mayWrite()) {
      return Optional.of(later());
    }
    Optional<Outcome> refused = refusal(body);
    if (refused.isPresent()) {
      return refused;
    }
    Optional<Outcome> elsewhere = closedElsewhere();
    return elsewhere.isPresent() ? elsewhere : waits(turn);
  }

  private Optional<Outcome> waits(Turn turn) {
    try {
      turn.ask();
      return Optional.empty();
    } catch (DatadogError e) {
      return Optional.of(faults.outcome(e, work, work.status()));
    }
  }

  /**
   * A write must not reach another organisation. As long as Datadog cannot say which one it is, its
   * last answer counts.
   */
  private Optional<Outcome> closedElsewhere() {
    Answer answer = new Whereabouts(account).now(ObjectPlace.of(work.status()));
    boolean open = answer == Answer.HERE || answer == Answer.UNSURE && account.state().isUsable();
    return open ? Optional.empty() : Optional.of(later());
  }

  /** The result of sending this very body, if that was less than an hour ago. */
  private Optional<Outcome> refusal(String body) {
    Refused refused = work.status().refused();
    if (refused == null || !body.equals(refused.hash())) {
      return Optional.empty();
    }
    Duration left =
        Duration.between(work.now(), Instant.parse(refused.at()).plus(Attempts.REFUSED));
    return left.isNegative() || left.isZero()
        ? Optional.empty()
        : Optional.of(facts.rejected(refused, work.status()).again(left));
  }

  private Outcome accountGoes() {
    String message =
        "DatadogAccount %s is being deleted: nothing new is made through it."
            .formatted(account.name());
    return Outcome.of(Reason.WaitingForAccount, message, work.status());
  }

  private Outcome later() {
    return Outcome.quiet(Reason.Progressing, work.status()).again(SOON);
  }
}
