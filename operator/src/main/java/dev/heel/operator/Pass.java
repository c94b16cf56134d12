package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Canonical;
import dev.heel.engine.Draft;
import dev.heel.engine.Planner;
import dev.heel.engine.Policy;
import dev.heel.engine.Scope;
import dev.heel.engine.Sighting;
import dev.heel.engine.Step;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.Reason;
import java.util.Optional;

/**
 * One pass over one resource of an API kind: understand, resolve, observe, plan, carry out. What
 * comes of it is one {@link Outcome}; nothing else leaves it.
 */
final class Pass<R extends ApiResource> {
  private final Work<R> work;
  private final Surroundings around;
  private final Inputs<R> inputs;
  private final Faults faults;

  Pass(Work<R> work, Surroundings around) {
    this.work = work;
    this.around = around;
    this.inputs = new Inputs<>(work, around);
    this.faults = new Faults(around.options().timing(), around.attempts());
  }

  /**
   * @param writer writes the status between the steps of a create
   * @throws StatusWriter.SupersededException if another process wrote the status meanwhile
   */
  Outcome run(StatusWriter<R> writer) throws StatusWriter.SupersededException {
    try {
      ApiSpec spec = inputs.common();
      if (Boolean.TRUE.equals(spec.suspend)) {
        return suspended();
      }
      Account account = inputs.account(spec);
      JsonNode definition = inputs.definition(spec);
      Draft draft = inputs.draft(definition);
      Scope scope = inputs.scope(draft);
      JsonNode desired = work.kind().desired(work.resource(), scope);
      Policy policy = Policies.of(work, spec);
      return act(account, desired, policy, spec, writer);
    } catch (Halt halt) {
      return halt.outcome();
    }
  }

  private Outcome act(
      Account account, JsonNode desired, Policy policy, ApiSpec spec, StatusWriter<R> writer)
      throws Halt, StatusWriter.SupersededException {
    Poller poller = poller(account);
    Observation<R> observation = new Observation<>(work, account, poller, faults);
    Optional<Found> found = observe(observation, account, Canonical.hash(desired), spec);
    found = found.map(f -> new Twins<>(work, around, account).removed(f, desired));
    Execution<R> execution = new Execution<>(work, around, account, faults);
    if (found.isPresent() && found.get().body() == null) {
      return execution.unchanged(found.get());
    }
    Sighting sighting =
        found
            .map(f -> new Sighting(f.id(), f.body(), work.status().applied()))
            .orElse(Sighting.NOTHING);
    Step step = Planner.plan(work.kind(), desired, sighting, policy);
    return execution.carryOut(step, desired, found.orElse(null), writer);
  }

  private Optional<Found> observe(
      Observation<R> observation, Account account, String desiredHash, ApiSpec spec) throws Halt {
    Policy.Adoption adoption = Policies.adoption(spec, work.status());
    if (adoption != Policy.Adoption.NONE && spec.adopt.id != null) {
      return Optional.of(observation.adopted(spec.adopt.id));
    }
    if (adoption != Policy.Adoption.NONE && spec.adopt.name != null) {
      String id = new NameSearch(work, account, faults).idOf(spec.adopt.name);
      return Optional.of(observation.adopted(id));
    }
    return observation.look(desiredHash, around.leadership().since());
  }

  private Poller poller(Account account) {
    if (work.kind().routes().list() == null) {
      return null;
    }
    return account
        .poller(work.kind(), () -> around.poller(work.controller(), account))
        .orElseThrow(() -> new IllegalStateException("a usable account has a poller"));
  }

  private Outcome suspended() {
    return Outcome.of(
        Reason.Suspended,
        "spec.suspend is true: Heel neither reads nor writes the %s.".formatted(work.kind().noun()),
        work.status());
  }
}
