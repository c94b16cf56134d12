package dev.heel.operator.api.removal;

import dev.heel.engine.api.DatadogError;
import dev.heel.operator.account.Account;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.LeavingObjects;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.ApiStatus.LeavingObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows a replacement: the older objects go, each once nothing refers to it any more. One
 * that cannot go in time stays in Datadog with its marker, and is counted.
 */
final class Succession {
  private static final Duration IN_TURN = Duration.ofMillis(250);

  private final ResourceInPass<?> work;
  private final Account account;
  private final Successions late;

  Succession(ResourceInPass<?> work, Account account, Successions late) {
    this.work = work;
    this.account = account;
    this.late = late;
  }

  /** The outcome of a pass, without those older objects that are gone now. */
  Outcome<ApiStatus> finish(Outcome<ApiStatus> outcome) {
    List<LeavingObject> all = LeavingObjects.of(outcome.facts(), work.now());
    if (all.isEmpty() || !late.removals().mayWrite()) {
      return outcome;
    }
    Removal removal = late.removals().of(work.controller(), account).by(work.sender());
    Outcome<ApiStatus> after = outcome;
    for (LeavingObject each : all) {
      after = after(after, each, removal);
    }
    return after;
  }

  private Outcome<ApiStatus> after(Outcome<ApiStatus> outcome, LeavingObject old, Removal removal) {
    Instant since = Instant.parse(old.since());
    OwnObject object = new OwnObject(work.ledgerKey(), old.organization(), old.id(), since);
    try {
      return removal.remove(object, false) == Removal.Result.UNKNOWN
          ? sooner(outcome, late.removals().timing().listSoon())
          : without(outcome, old);
    } catch (DatadogError e) {
      late.grace().failed(key(old), e, account.lastRemoval(), work.now());
      return isOverdue(old) ? released(outcome, old) : staying(outcome, old, e);
    }
  }

  private Outcome<ApiStatus> staying(
      Outcome<ApiStatus> outcome, LeavingObject old, DatadogError error) {
    String why = error.isThrottled() ? old.why() : error.quoted();
    List<LeavingObject> all = new ArrayList<>();
    for (LeavingObject each : LeavingObjects.of(outcome.facts(), work.now())) {
      boolean same = each.id().equals(old.id());
      all.add(same ? new LeavingObject(old.organization(), old.id(), old.since(), why) : each);
    }
    return sooner(with(outcome, all), patience(old, error));
  }

  /** For a turn at a rate limit it waits as long as that takes, else with growing patience. */
  private Duration patience(LeavingObject old, DatadogError error) {
    Optional<Instant> reset = error.heldUpUntil();
    if (reset.isEmpty()) {
      return late.attempts().failed(key(old), work.generation());
    }
    Duration wait = Duration.between(work.now(), reset.get());
    return wait.compareTo(IN_TURN) < 0 ? IN_TURN : wait;
  }

  private Outcome<ApiStatus> released(Outcome<ApiStatus> outcome, LeavingObject old) {
    late.released().add(work, List.of(old.id()));
    String noun = work.kind().noun();
    List<Happening> told = new ArrayList<>(outcome.happenings());
    told.add(
        Happening.warning(
            "Released",
            "%s %s was replaced and could not be removed from Datadog in time: it stays there with its marker."
                .formatted(Character.toUpperCase(noun.charAt(0)) + noun.substring(1), old.id())));
    return without(outcome, old).telling(told);
  }

  private Outcome<ApiStatus> without(Outcome<ApiStatus> outcome, LeavingObject old) {
    late.forget(key(old));
    return with(
        outcome, LeavingObjects.without(LeavingObjects.of(outcome.facts(), work.now()), old.id()));
  }

  private static Outcome<ApiStatus> with(Outcome<ApiStatus> outcome, List<LeavingObject> all) {
    return outcome.with(outcome.facts().edit().leaving(all).replaced(null).build());
  }

  private static Outcome<ApiStatus> sooner(Outcome<ApiStatus> outcome, Duration wait) {
    boolean isSooner = outcome.then().next() == null || wait.compareTo(outcome.then().next()) < 0;
    return isSooner ? outcome.again(wait) : outcome;
  }

  private boolean isOverdue(LeavingObject old) {
    Duration grace = late.removals().timing().deletionGrace();
    Instant deadline = late.grace().deadline(key(old), Instant.parse(old.since()), grace);
    return !work.now().isBefore(deadline);
  }

  private String key(LeavingObject old) {
    return work.uid() + "/" + old.id();
  }
}
