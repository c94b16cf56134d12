package dev.heel.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.plan.Step;
import dev.heel.operator.account.Account;
import dev.heel.operator.api.resource.DatadogObjects;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.ObservedObject;
import dev.heel.operator.api.resource.RefusedBody;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.LeavingObjects;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.StatusWriter;
import dev.heel.operator.wake.LastSeen;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.ApiStatus.LeavingObject;
import dev.heel.resource.ApiStatusBuilder;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one way an object is made: the status says that a create is begun, one POST is sent, the
 * status has the result. Whatever is interrupted between leaves a trace that the next pass
 * resolves.
 */
final class Creation<R extends ApiResource> {
  private final ResourceInPass<R> work;
  private final Account account;
  private final Writes writes;
  private final FailureOutcomes faults;
  private final StatusWords<R> facts;
  private final DatadogObjects objects;
  private final WriteGate<R> gate;

  Creation(ResourceInPass<R> work, Account account, Writes writes, FailureOutcomes faults) {
    this.work = work;
    this.account = account;
    this.writes = writes;
    this.faults = faults;
    this.facts = new StatusWords<>(work, account);
    this.objects = new DatadogObjects(work, account.reached().datadog());
    this.gate = new WriteGate<>(work, account, faults, new WriteState(writes, account));
  }

  /**
   * @param old the object that the new one takes the place of; null if there is none
   */
  Outcome<ApiStatus> carryOut(
      Step step, JsonNode desired, ObservedObject old, StatusWriter<R> writer)
      throws StatusWriter.SupersededException {
    LastSeen seen = old == null ? LastSeen.ABSENT : old.seen().amiss();
    RefusedBody body = RefusedBody.of(work, account, work.kind().lasting(desired));
    Optional<Outcome<ApiStatus>> before = gate.closedToCreate(body, objects::turnToCreate);
    if (before.isPresent()) {
      return before.get().seeing(seen);
    }
    Instant begun = announce(desired, old, writer);
    if (isTooLate(begun)) {
      return Outcome.quiet(Reason.Progressing, writer.status())
          .seeing(seen)
          .again(writes.timing().visibilityGrace());
    }
    try {
      JsonNode answer = objects.create(step.body());
      String id = work.kind().routes().idIn(answer).orElseThrow();
      account.ledger().wrote(work.ledgerKey(), id, answer, account.clock().instant());
      return created(facts.written(id, answer), desired, old);
    } catch (DatadogError e) {
      return e.answered() ? refused(e, body).seeing(seen) : inDoubt(e, writer.status());
    }
  }

  private Outcome<ApiStatus> created(ObservedObject made, JsonNode desired, ObservedObject old) {
    Outcome<ApiStatus> done = facts.inSync(made, facts.applied(desired)).succeeded();
    String noun = work.kind().noun();
    if (old != null) {
      List<LeavingObject> leaving = LeavingObjects.before(work.status(), old.id(), work.now());
      ApiStatus status =
          done.facts().edit().leaving(LeavingObjects.without(leaving, made.id())).build();
      return done.with(status)
          .again(Duration.ofSeconds(1))
          .telling(
              Happening.normal(
                  "Replaced",
                  "Made %s %s in place of %s: Datadog cannot change what the spec changed."
                      .formatted(noun, made.id(), old.id())));
    }
    boolean again = work.status().id() != null;
    return done.telling(
        again
            ? Happening.warning(
                "Recreated",
                "%s was gone from Datadog; made %s %s."
                    .formatted(work.subject(work.status().id()), noun, made.id()))
            : Happening.normal("Created", "Created %s %s.".formatted(noun, made.id())));
  }

  /**
   * Whatever becomes of the create, its name and the object that it takes the place of are known.
   * Returns the time that it announced.
   */
  private Instant announce(JsonNode desired, ObservedObject old, StatusWriter<R> writer)
      throws StatusWriter.SupersededException {
    String before = work.status().creating();
    if (before != null) {
      account.ledger().madeInDoubt(work.ledgerKey(), Instant.parse(before));
    }
    Instant begun = account.clock().instant();
    String name = work.kind().naturalId(desired).orElse(null);
    ApiStatusBuilder status = facts.here(work.status().edit()).creating(begun.toString(), name);
    if (old != null) {
      status.leaving(LeavingObjects.before(work.status(), old.id(), work.now())).replaced(null);
    }
    writer.write(status.build());
    return begun;
  }

  /**
   * Whether so much time went by since the announcement, as in a process that was stopped, that
   * others may reckon already with what this create did.
   */
  private boolean isTooLate(Instant begun) {
    Instant bound = begun.plus(writes.timing().callBound());
    return !writes.leadership().mayWrite() || !account.clock().instant().isBefore(bound);
  }

  /** Nothing was made. An address that takes no object is refused like a body. */
  private Outcome<ApiStatus> refused(DatadogError error, RefusedBody body) {
    account.ledger().settle(work.ledgerKey());
    ApiStatus settled = work.status().edit().creating(null).build();
    return error.isMissing() ? body.outcome(error, settled) : faults.ofWrite(error, body, settled);
  }

  private Outcome<ApiStatus> inDoubt(DatadogError error, ApiStatus announced) {
    account.ledger().doubt(work.ledgerKey(), account.clock().instant());
    return Outcome.of(
            Reason.InDoubt,
            "Whether Datadog made the %s is not known: %s. Nothing is sent until a list shows it."
                .formatted(work.kind().noun(), error.quoted()),
            announced)
        .seeing(LastSeen.AWAITS_LIST)
        .again(writes.timing().visibilityGrace());
  }
}
