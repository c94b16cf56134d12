package dev.heel.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.api.DatadogError;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.account.lists.NewestList;
import dev.heel.operator.account.lists.Snapshot;
import dev.heel.operator.account.lists.Snapshot.Entry;
import dev.heel.operator.api.resource.DatadogObjects;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.Halt;
import dev.heel.operator.api.resource.ObservedObject;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.process.Timing;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.Attempts;
import dev.heel.operator.wake.LastSeen;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a resource's object: from our own last write while no list can show it yet, else
 * from the last list, else, for an id that is in neither, from one read. Absence is a conclusion,
 * never a lookup.
 */
final class Observation<R extends ApiResource> {
  private final ResourceInPass<R> work;
  private final Account account;
  private final NewestList list;
  private final DatadogObjects objects;
  private final FailureOutcomes faults;
  private final Timing timing;
  private final Instant leadingSince;
  private final Absence absence;

  /**
   * @param list the kind's; null if the API has no list of it
   * @param leadingSince when this process began to lead
   */
  Observation(
      ResourceInPass<R> work,
      Account account,
      NewestList list,
      FailureOutcomes faults,
      Instant leadingSince) {
    this.leadingSince = leadingSince;
    this.work = work;
    this.account = account;
    this.list = list;
    this.faults = faults;
    this.timing = faults.timing();
    this.absence = new Absence(work, account, faults, leadingSince);
    this.objects = new DatadogObjects(work, account.reached().datadog());
  }

  /**
   * The object, or empty if it is certain that there is none.
   *
   * @param desiredHash hash of the body that is wanted, to tell whether a body must be looked at
   * @param desired the body that is wanted
   * @throws Halt if that cannot be told yet, or a call failed
   */
  Optional<ObservedObject> look(JsonNode desired, String desiredHash) throws Halt {
    ApiStatus status = work.status();
    Snapshot snapshot = list == null ? null : list.snapshot();
    Instant listedAt = snapshot == null ? null : snapshot.startedAt();
    if (list == null) {
      listedAt = work.now();
    }
    Optional<Ledger.Entry> own = account.ledger().current(work.ledgerKey(), listedAt);
    if (own.isPresent() && own.get().text() != null) {
      return Optional.of(written(own.get(), snapshot));
    }
    if (list != null && snapshot == null) {
      throw faults.waitForList(work, list);
    }
    String dead = own.filter(Ledger.Entry::isDeleted).map(Ledger.Entry::id).orElse(null);
    String id = status.id() != null ? status.id() : own.map(Ledger.Entry::id).orElse(null);
    if (id != null && status.creating() == null && !id.equals(dead)) {
      Optional<ObservedObject> known = known(id, snapshot, desiredHash);
      if (known.isPresent()) {
        return known;
      }
    }
    return snapshot == null ? named(desired, id) : marked(snapshot, desiredHash);
  }

  /**
   * An object whose id is not known: what carries the marker, or nothing if a late enough list
   * shows nothing. While a create is in doubt only such a list counts: an earlier one may still
   * show an older object that is gone, and not yet the one that was made.
   */
  private Optional<ObservedObject> marked(Snapshot snapshot, String desiredHash) throws Halt {
    Optional<String> marked = MarkedObjects.id(work, account, snapshot);
    Instant needed = believableFrom();
    boolean certain = marked.isPresent() && doubt().isEmpty();
    if (!certain && snapshot.startedAt().isBefore(needed)) {
      list.nudge(needed);
      throw faults.inDoubt(work, Duration.between(work.now(), needed));
    }
    return marked.isPresent()
        ? Optional.of(listed(snapshot.byId().get(marked.get()), snapshot, desiredHash))
        : Optional.empty();
  }

  /**
   * An object of a kind without a list, whose name is its id. One that is there is ours if we may
   * have made it: a create that was announced had found the name free. It is looked for by the name
   * that was sent, which the spec may not say any more.
   *
   * @param known the id that was looked for already, and is absent; null if none was
   */
  private Optional<ObservedObject> named(JsonNode desired, String known) throws Halt {
    String wanted = work.kind().naturalId(desired).orElse(null);
    boolean doubtful = doubt().isPresent();
    String sent = doubtful ? work.status().creatingId() : null;
    String name = sent == null ? wanted : sent;
    if (name == null || name.equals(known) && !doubtful) {
      return Optional.empty();
    }
    Optional<ObservedObject> there = readIfThere(name);
    if (there.isPresent() && !doubtful && !account.deletions().kept().has(work.target(), name)) {
      throw taken(name);
    }
    Instant certain = believableFrom();
    if (there.isEmpty() && doubtful && work.now().isBefore(certain)) {
      throw faults.inDoubt(work, Duration.between(work.now(), certain));
    }
    if (there.isEmpty() && !name.equals(wanted)) {
      mustBeFree(desired);
    }
    return there;
  }

  /** Where the name is the id, nothing of that name may be there that was not made here. */
  void mustBeFree(JsonNode desired) throws Halt {
    String name = work.kind().naturalId(desired).orElse(null);
    if (name != null && !name.equals(work.status().id()) && readIfThere(name).isPresent()) {
      throw taken(name);
    }
  }

  private Optional<ObservedObject> readIfThere(String id) throws Halt {
    try {
      return Optional.of(read(id, List.of()));
    } catch (DatadogError e) {
      if (!e.isMissing()) {
        throw faults.of(e, work);
      }
      return Optional.empty();
    }
  }

  private Halt taken(String name) {
    String noun = work.kind().noun();
    return new Halt(
        Outcome.of(
                Reason.AlreadyExists,
                ("A %s \"%s\" is in Datadog and was not made here. Nothing was sent. Set"
                        + " spec.adopt.name: %s to take it, or give this one another name.")
                    .formatted(noun, name, name),
                work.status())
            .again(Attempts.REFUSED));
  }

  /** From when on a list shows all that this owner may have made. */
  private Instant believableFrom() {
    return doubt()
        .map(since -> since.plus(timing.visibilityGrace()))
        .filter(leadingSince::isBefore)
        .orElse(leadingSince);
  }

  /** The end of the last attempt whose answer is unknown. */
  private Optional<Instant> doubt() {
    return account.ledger().doubt(work.ledgerKey(), work.status().creating(), timing);
  }

  private Optional<ObservedObject> known(String id, Snapshot snapshot, String desiredHash)
      throws Halt {
    Entry entry = snapshot == null ? null : snapshot.byId().get(id);
    if (entry != null) {
      account.ledger().found(work.ledgerKey());
      return Optional.of(listed(entry, snapshot, desiredHash));
    }
    try {
      ObservedObject read = read(id, List.of());
      account.ledger().found(work.ledgerKey());
      return Optional.of(read);
    } catch (DatadogError e) {
      if (!e.isMissing()) {
        throw faults.of(e, work);
      }
      absence.conclude(snapshot);
      return Optional.empty();
    }
  }

  private ObservedObject written(Ledger.Entry own, Snapshot snapshot) {
    JsonNode answer = own.answer();
    Entry entry = snapshot == null ? null : snapshot.byId().get(own.id());
    ApiKind<R> kind = work.kind();
    return new ObservedObject(
        own.id(),
        answer,
        hash(answer),
        entry == null ? kind.report(answer) : entry.report(),
        owners(answer),
        List.of());
  }

  private ObservedObject listed(Entry entry, Snapshot snapshot, String desiredHash) throws Halt {
    List<String> copies =
        snapshot.marked(work.ownerKey()).stream()
            .filter(id -> !id.equals(entry.id()) && !id.equals(work.status().id()))
            .toList();
    if (isAsLastSeen(entry, desiredHash)) {
      return ObservedObject.of(entry, null, copies);
    }
    if (entry.body() != null) {
      return ObservedObject.of(entry, entry.body(), copies);
    }
    try {
      ObservedObject found = read(entry.id(), copies);
      return new ObservedObject(
          found.id(), found.body(), entry.hash(), entry.report(), found.owners(), copies);
    } catch (DatadogError e) {
      throw faults.of(e, work);
    }
  }

  private Set<String> owners(JsonNode body) {
    return work.lineage().owners(work.kind().identity(), body);
  }

  /** Whether a body need not be looked at: neither side changed since both were found equal. */
  private boolean isAsLastSeen(Entry entry, String desiredHash) {
    ApiStatus status = work.status();
    boolean settled = status.drift() == null || status.drift().isEmpty();
    return settled
        && entry.id().equals(status.id())
        && status.applied() != null
        && desiredHash.equals(status.applied().hash())
        && Objects.equals(entry.hash(), lastSeenHash());
  }

  private String lastSeenHash() {
    LastSeen seen = work.controller().seen(work.id());
    if (seen.hash() != null) {
      return seen.isAsWanted() ? seen.hash() : null;
    }
    ApiStatus.Observed observed = work.status().observed();
    if (observed == null) {
      return null;
    }
    boolean summary = list != null && work.kind().routes().list().summary();
    return summary ? observed.modifiedAt() : observed.hash();
  }

  private ObservedObject read(String id, List<String> copies) throws DatadogError {
    JsonNode body = objects.get(id);
    return new ObservedObject(id, body, hash(body), work.kind().report(body), owners(body), copies);
  }

  private String hash(JsonNode body) {
    boolean summary = list != null && work.kind().routes().list().summary();
    return summary
        ? body.at(work.kind().routes().list().modifiedAt()).asText()
        : work.kind().hash(body);
  }

  /** The object that a spec names for adoption. */
  ObservedObject adopted(String id) throws Halt {
    try {
      return read(id, List.of());
    } catch (DatadogError e) {
      if (e.isMissing()) {
        absence.mustBeAsked();
        throw new Halt(
            Outcome.of(
                    Reason.NotFound,
                    "No %s %s in Datadog (spec.adopt.id)".formatted(work.kind().noun(), id)
                        + ". Correct the id, or remove spec.adopt to make a new one.",
                    work.status())
                .again(Attempts.REFUSED));
      }
      throw faults.of(e, work);
    }
  }
}
