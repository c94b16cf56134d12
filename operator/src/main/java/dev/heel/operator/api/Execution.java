package dev.heel.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.compare.Change;
import dev.heel.engine.plan.Planner;
import dev.heel.engine.plan.Step;
import dev.heel.operator.account.Account;
import dev.heel.operator.api.resource.DatadogObjects;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.Halt;
import dev.heel.operator.api.resource.ObservedObject;
import dev.heel.operator.api.resource.RefusedBody;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.status.ChangeWords;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.StatusWriter;
import dev.heel.operator.wake.LastSeen;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Carries out a step, and returns the result. */
final class Execution<R extends ApiResource> {
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private final ResourceInPass<R> work;
  private final Account account;
  private final Writes writes;
  private final FailureOutcomes faults;
  private final StatusWords<R> facts;
  private final DatadogObjects objects;
  private final WriteGate<R> gate;

  Execution(ResourceInPass<R> work, Account account, Writes writes, FailureOutcomes faults) {
    this.work = work;
    this.account = account;
    this.writes = writes;
    this.faults = faults;
    this.facts = new StatusWords<>(work, account);
    this.objects = new DatadogObjects(work, account.reached().datadog());
    this.gate = new WriteGate<>(work, account, faults, new WriteState(writes, account));
  }

  /** The object is what the last pass saw, and that was as it should be. */
  Outcome<ApiStatus> unchanged(ObservedObject found) {
    return finish(facts.inSync(found, work.status().applied()));
  }

  /**
   * @param found the object; null if there is none
   */
  Outcome<ApiStatus> carryOut(
      Step step, JsonNode desired, ObservedObject found, StatusWriter<R> writer)
      throws StatusWriter.SupersededException {
    return switch (step.verb()) {
      case KEEP -> keep(step, desired, found);
      case REFUSE -> refuse(step, found);
      case UPDATE -> update(step, desired, found);
      case CREATE ->
          new Creation<>(work, account, writes, faults).carryOut(step, desired, null, writer);
      case REPLACE ->
          new Creation<>(work, account, writes, faults).carryOut(step, desired, found, writer);
      case DELETE ->
          throw new IllegalArgumentException("a pass over a live resource never deletes");
    };
  }

  private Outcome<ApiStatus> keep(Step step, JsonNode desired, ObservedObject found) {
    if (step.changes().isEmpty()) {
      Outcome<ApiStatus> kept = facts.inSync(found, facts.applied(desired));
      return finish(step.reason() == Reason.Finished ? facts.finished(kept) : kept);
    }
    return finish(facts.drifted(step, found).countingDrift());
  }

  private Outcome<ApiStatus> refuse(Step step, ObservedObject found) {
    boolean ours = found.id().equals(work.status().id());
    return facts.refused(step, found).seeing(ours ? found.seen().amiss() : LastSeen.NOT_ASKED);
  }

  private Outcome<ApiStatus> update(Step step, JsonNode desired, ObservedObject found) {
    boolean drift =
        !work.secrets().areNewTo(work.status())
            && Planner.isDrift(work.kind(), desired, work.status().applied());
    RefusedBody body = RefusedBody.of(work, account, step.body());
    Optional<Outcome<ApiStatus>> before = gate.closed(body, () -> objects.turnToUpdate(found.id()));
    if (before.isPresent()) {
      return before.get().seeing(found.seen().amiss());
    }
    try {
      JsonNode answer = objects.update(found.id(), step.body());
      account.ledger().wrote(work.ledgerKey(), found.id(), answer, account.clock().instant());
      ObservedObject written = facts.written(found.id(), answer);
      Outcome<ApiStatus> done =
          facts
              .inSync(written, facts.applied(desired))
              .telling(updated(step.changes(), found, drift));
      return finish(drift ? done.countingDrift() : done);
    } catch (DatadogError e) {
      return failed(e, body, found).seeing(found.seen().amiss());
    }
  }

  private Happening updated(List<Change> changes, ObservedObject found, boolean drift) {
    String what = ChangeWords.sentence(changes);
    return drift
        ? Happening.warning(
            "Reverted",
            "Changed in Datadog%s: %s. Put back.".formatted(facts.changedAt(found), what))
        : Happening.normal("Updated", "Updated %s: %s.".formatted(named(found), what));
  }

  private String named(ObservedObject found) {
    return work.kind().noun() + " " + found.id();
  }

  private Outcome<ApiStatus> failed(DatadogError error, RefusedBody body, ObservedObject found) {
    return error.isMissing() ? missing(error, found) : faults.ofWrite(error, body, work.status());
  }

  /**
   * An update says that there is no such object. Only a read that says the same, and may be
   * believed, makes that a conclusion.
   */
  private Outcome<ApiStatus> missing(DatadogError error, ObservedObject found) {
    try {
      objects.get(found.id());
      return faults.ofRead(error, work);
    } catch (DatadogError e) {
      return e.isMissing() ? gone(found) : faults.ofRead(e, work);
    }
  }

  private Outcome<ApiStatus> gone(ObservedObject found) {
    try {
      new Absence(work, account, faults, writes.leadership().since()).conclude(null);
      account.ledger().deleted(work.ledgerKey(), found.id(), account.clock().instant());
      return Outcome.quiet(Reason.Progressing, work.status()).again(AT_ONCE);
    } catch (Halt halt) {
      return halt.outcome();
    }
  }

  private Outcome<ApiStatus> finish(Outcome<ApiStatus> outcome) {
    return writes.successions().finish(work, account, outcome.succeeded());
  }
}
