package dev.heel.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.Liveness;
import dev.heel.engine.Scope;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.plan.OtherWriters;
import dev.heel.engine.plan.Planner;
import dev.heel.engine.plan.Policy;
import dev.heel.engine.plan.Sighting;
import dev.heel.engine.plan.Step;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.lists.Poller;
import dev.heel.operator.account.lists.Snapshot;
import dev.heel.operator.api.removal.DuplicateObjects;
import dev.heel.operator.api.resource.AccountDiffers;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.Halt;
import dev.heel.operator.api.resource.ObservedObject;
import dev.heel.operator.api.resource.Policies;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.StatusWriter;
import dev.heel.operator.status.TrustedStatus;
import dev.heel.operator.wake.LastSeen;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.ApiStatus.Applied;
import dev.heel.resource.Permission;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One pass over one resource of an API kind: understand, resolve, observe, plan, carry out. What
 * comes of it is one {@link Outcome}; nothing else leaves it.
 */
public final class Pass<R extends ApiResource> {
  /** When to look again at what an account that just changed cannot say. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private ResourceInPass<R> work;
  private final Passes parts;
  private final Resolution<R> resolution;
  private final FailureOutcomes faults;

  /** What a pass that ends early has seen: a list that shows something else wakes the resource. */
  private LastSeen looked = LastSeen.NOT_ASKED;

  /** The resource as this pass understands it; null as long as its definition was not read. */
  private Draft understood;

  Pass(ResourceInPass<R> work, Passes parts) {
    this.work = work;
    this.parts = parts;
    this.resolution = parts.resolutions().of(work);
    this.faults = parts.failures();
  }

  /**
   * @param writer writes the status between the steps of a create
   * @throws StatusWriter.SupersededException if another process wrote the status meanwhile
   */
  public Outcome<ApiStatus> run(StatusWriter<R> writer) throws StatusWriter.SupersededException {
    Optional<Happening> complaint = TrustedStatus.complaint(work.kind(), work.resource());
    if (!Draft.isElsewhere(work.resource())) {
      understood = work.kind().draft(work.resource(), Draft.inline(work.resource()));
    }
    Outcome<ApiStatus> outcome = outcome(writer).about(understood);
    // One that is quiet writes nothing, so that the next pass finds and tells the same.
    return complaint.isPresent() && !outcome.isQuiet()
        ? outcome.tellingAlso(complaint.get())
        : outcome;
  }

  private Outcome<ApiStatus> outcome(StatusWriter<R> writer)
      throws StatusWriter.SupersededException {
    try {
      return act(prepared(), writer);
    } catch (Halt halt) {
      Outcome<ApiStatus> outcome = halt.outcome();
      return outcome.then().seen() == null ? outcome.seeing(looked) : outcome;
    }
  }

  /** All that is known without a look at Datadog. */
  private record Prepared(ApiSpec spec, Account account, JsonNode desired, boolean isMarked) {}

  private Prepared prepared() throws Halt {
    try {
      return prepare();
    } finally {
      resolution.remember();
    }
  }

  private Prepared prepare() throws Halt {
    Optional<Outcome<ApiStatus>> released = ReleaseTo.of(work, parts.wakers());
    if (released.isPresent()) {
      throw new Halt(released.get());
    }
    ApiSpec spec = resolution.common();
    if (Boolean.TRUE.equals(spec.suspend)) {
      throw new Halt(suspended());
    }
    Account account = resolution.account(spec);
    new AccountDiffers(account, work).mustNotHold();
    Draft draft = understood(spec);
    resolution.check(draft);
    boolean isMarked = adopts(spec) && isMarked(account);
    if (isMarked) {
      spec.adopt = null; // nothing is adopted any more
    }
    new AccountGrants<>(work, parts.resolutions().access())
        .check(draft, account.name(), adopts(spec));
    Scope scope = resolution.scope(draft);
    JsonNode desired = work.kind().desired(draft, scope);
    work = work.with(resolution.secrets(desired));
    return new Prepared(spec, account, work.secrets().canonical(work.kind(), desired), isMarked);
  }

  /** The resource with its definition, which may stand elsewhere. */
  private Draft understood(ApiSpec spec) throws Halt {
    if (understood == null) {
      understood = work.kind().draft(work.resource(), resolution.definition(spec));
    }
    return understood;
  }

  /**
   * Whether an object is there that is the resource's already, as in a cluster that was built anew
   * and has lost the statuses.
   */
  private boolean isMarked(Account account) throws Halt {
    Poller poller = poller(account);
    if (poller == null) {
      return false;
    }
    Snapshot snapshot = poller.snapshot();
    if (snapshot == null) {
      throw faults.waitForList(work, poller);
    }
    boolean isThere = MarkedObjects.id(work, account, snapshot).isPresent();
    looked = isThere ? looked : LastSeen.ABSENT;
    return isThere;
  }

  private Outcome<ApiStatus> act(Prepared prepared, StatusWriter<R> writer)
      throws Halt, StatusWriter.SupersededException {
    Account account = prepared.account();
    JsonNode desired = prepared.desired();
    Poller poller = poller(account);
    Observation<R> observation =
        new Observation<>(work, account, poller, faults, parts.writes().leadership().since());
    Optional<ObservedObject> found = observe(observation, account, desired, prepared.spec());
    if (found.isEmpty() && prepared.isMarked()) {
      return soon(); // the list changed meanwhile
    }
    Optional<Outcome<ApiStatus>> refused = refused(account, found, prepared.spec());
    if (refused.isPresent()) {
      return refused.get();
    }
    found =
        found.map(f -> new DuplicateObjects<>(work, account, parts.removals()).removed(f, desired));
    if (!isAlive(found) && work.kind().isOver(desired, work.now())) {
      return over();
    }
    Execution<R> execution = new Execution<>(work, account, parts.writes(), faults);
    if (found.isPresent() && found.get().body() == null) {
      return execution.unchanged(found.get());
    }
    Sighting sighting =
        found.map(f -> new Sighting(f.id(), f.body(), applied())).orElse(Sighting.NOTHING);
    Step step = step(desired, sighting, prepared.spec());
    if (step.verb() == Step.Verb.REPLACE) {
      observation.mustBeFree(desired);
    }
    Outcome<ApiStatus> outcome = execution.carryOut(step, desired, found.orElse(null), writer);
    return adopts(prepared.spec()) && found.isPresent() ? warned(outcome, found.get()) : outcome;
  }

  /** The outcome if the object that was found is another's; empty if it may be had. */
  private Optional<Outcome<ApiStatus>> refused(
      Account account, Optional<ObservedObject> found, ApiSpec spec) {
    return found
        .filter(f -> f.body() == null || work.kind().liveness(f.body()) != Liveness.GONE)
        .flatMap(f -> claim(account).refused(f, spec).map(o -> seeing(o, f)));
  }

  private Claim<R> claim(Account account) {
    AccountGrants<R> grants = new AccountGrants<>(work, parts.resolutions().access());
    return new Claim<>(
        work,
        account,
        new ObjectOwners(parts.client(), work),
        () -> grants.refusal(Permission.Adopt, account.name()));
  }

  private Outcome<ApiStatus> seeing(Outcome<ApiStatus> refused, ObservedObject found) {
    boolean recorded = found.id().equals(work.status().id());
    return refused.seeing(recorded ? found.seen().amiss() : LastSeen.NOT_ASKED);
  }

  private boolean adopts(ApiSpec spec) {
    return Policies.adoption(spec, work.status()) != Policy.Adoption.NONE;
  }

  /** Two programs that write one object undo each other's work. */
  private static Outcome<ApiStatus> warned(Outcome<ApiStatus> outcome, ObservedObject found) {
    return OtherWriters.suspected(found.body())
        .map(sentence -> outcome.tellingAlso(Happening.warning("WrittenByAnother", sentence)))
        .orElse(outcome);
  }

  private boolean isAlive(Optional<ObservedObject> found) {
    return found.isPresent()
        && (found.get().body() == null
            || work.kind().liveness(found.get().body()) == Liveness.LIVE);
  }

  private Outcome<ApiStatus> over() {
    return Outcome.of(
            Reason.Finished,
            "The %s ended as it was meant to, and is not made again.".formatted(work.kind().noun()),
            work.status().edit().creating(null).next(null).state(null, null).build())
        .seeing(LastSeen.NOT_ASKED);
  }

  /** A Secret that changed since it was sent makes what was sent another body. */
  private Applied applied() {
    Applied applied = work.status().applied();
    return applied == null || !work.secrets().areNewTo(work.status())
        ? applied
        : new Applied(applied.generation(), "", applied.paths());
  }

  /** Datadog may keep a secret to itself, so a changed one is sent though nothing else differs. */
  private Step step(JsonNode desired, Sighting sighting, ApiSpec spec) {
    Step step = Planner.plan(work.kind(), desired, sighting, Policies.of(work, spec));
    boolean kept = step.verb() == Step.Verb.KEEP && step.reason() == Reason.InSync;
    boolean sent = sighting.applied() != null;
    return kept && sent && work.secrets().areNewTo(work.status())
        ? Step.update(work.kind().carried(desired, sighting.body()), List.of())
        : step;
  }

  private String remembered(JsonNode desired) {
    return Canonical.hash(work.kind().lasting(desired));
  }

  private Optional<ObservedObject> observe(
      Observation<R> observation, Account account, JsonNode desired, ApiSpec spec) throws Halt {
    Policy.Adoption adoption = Policies.adoption(spec, work.status());
    if (adoption != Policy.Adoption.NONE && spec.adopt.id != null) {
      return Optional.of(observation.adopted(spec.adopt.id));
    }
    if (adoption != Policy.Adoption.NONE && spec.adopt.name != null) {
      boolean listed = work.kind().routes().list() != null;
      String id =
          listed ? new NameSearch(work, account, faults).idOf(spec.adopt.name) : spec.adopt.name;
      return Optional.of(observation.adopted(id));
    }
    return observation.look(desired, remembered(desired));
  }

  private Poller poller(Account account) throws Halt {
    if (work.kind().routes().list() == null) {
      return null;
    }
    return parts
        .removals()
        .pollers()
        .of(work.controller(), account)
        .orElseThrow(() -> new Halt(soon()));
  }

  private Outcome<ApiStatus> soon() {
    return Outcome.quiet(Reason.Progressing, work.status()).again(SOON);
  }

  private Outcome<ApiStatus> suspended() {
    return Outcome.of(
        Reason.Suspended,
        "spec.suspend is true: Heel neither reads nor writes the %s.".formatted(work.kind().noun()),
        work.status());
  }
}
