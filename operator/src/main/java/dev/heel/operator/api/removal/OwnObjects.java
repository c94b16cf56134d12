package dev.heel.operator.api.removal;

import dev.heel.operator.account.Account;
import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.account.lists.Poller;
import dev.heel.operator.account.lists.Snapshot;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.process.Timing;
import dev.heel.operator.status.LeavingObjects;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.ApiStatus.LeavingObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which objects in Datadog are a resource's, when it goes: those that its status and the ledger
 * name and, while a create is in doubt, those that carry its marker. Never what its spec says now.
 */
final class OwnObjects {
  private final ResourceInPass<?> work;
  private final Account account;
  private final Poller poller;

  /**
   * @param poller the kind's poller; null if the API has no list of it
   */
  OwnObjects(ResourceInPass<?> work, Account account, Poller poller) {
    this.work = work;
    this.account = account;
    this.poller = poller;
  }

  /** Whether an object may exist whose id is not known, and no list could have shown it yet. */
  boolean isInDoubt(Timing timing) {
    Optional<Instant> doubt =
        account.ledger().doubt(work.ledgerKey(), work.status().creating(), timing);
    if (doubt.isEmpty()) {
      return false;
    }
    Instant needed = doubt.get().plus(timing.visibilityGrace());
    if (poller == null) {
      return account.clock().instant().isBefore(needed);
    }
    Snapshot snapshot = poller.snapshot();
    boolean late = snapshot != null && !snapshot.startedAt().isBefore(needed);
    if (!late) {
      poller.nudge(needed);
    }
    return !late;
  }

  /** What it had before, and then what it has. */
  List<OwnObject> all() {
    return Stream.concat(leaving().stream(), present().stream()).toList();
  }

  /** The resource's present object; more than one only where a create was in doubt. */
  List<OwnObject> present() {
    ApiStatus status = work.status();
    Set<String> ids = new LinkedHashSet<>();
    Optional.ofNullable(status.id()).ifPresent(ids::add);
    account
        .ledger()
        .last(work.ledgerKey())
        .filter(entry -> !entry.isDeleted())
        .map(Ledger.Entry::id)
        .ifPresent(ids::add);
    Optional.ofNullable(status.creatingId()).ifPresent(ids::add);
    if (status.creating() != null && poller != null && poller.snapshot() != null) {
      ids.addAll(poller.snapshot().marked(work.ownerKey()));
    }
    leaving().forEach(old -> ids.remove(old.id()));
    return ids.stream().map(this::present).toList();
  }

  /** What earlier objects were not removed yet when the present one took their place. */
  List<OwnObject> leaving() {
    return LeavingObjects.of(work.status(), work.now()).stream().map(this::object).toList();
  }

  private OwnObject object(LeavingObject old) {
    return new OwnObject(
        work.ledgerKey(), old.organization(), old.id(), Instant.parse(old.since()));
  }

  private OwnObject present(String id) {
    Instant deletion = Instant.parse(work.resource().getMetadata().getDeletionTimestamp());
    return new OwnObject(work.ledgerKey(), work.status().organization(), id, deletion);
  }
}
