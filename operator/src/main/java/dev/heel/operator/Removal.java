package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.DatadogError;
import dev.heel.engine.Draft;
import dev.heel.engine.Identity;
import dev.heel.engine.Scope;
import dev.heel.resource.ApiResource;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a resource's objects out of Datadog: those whose ids are known, and those that carry its
 * marker.
 */
final class Removal {
  private final Work<?> work;
  private final Account account;
  private final DatadogObjects objects;
  private final Poller poller;

  /**
   * @param poller the kind's poller; null if the API has no list of it
   */
  Removal(Work<?> work, Account account, Poller poller) {
    this.work = work;
    this.account = account;
    this.objects = new DatadogObjects(work, account.state().datadog());
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

  /**
   * Deletes every object that is this resource's. An id that is already gone counts as deleted.
   *
   * @throws DatadogError if one of them cannot be deleted
   */
  void delete(boolean force) throws DatadogError {
    for (String id : ids()) {
      try {
        if (isStillOurs(id)) {
          objects.delete(id, force);
        }
      } catch (DatadogError e) {
        if (e.kind() != DatadogError.Kind.MISSING) {
          throw e;
        }
      }
      account.ledger().deleted(work.ledgerKey(), id, account.clock().instant());
    }
  }

  private Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    Optional.ofNullable(work.status().id()).ifPresent(ids::add);
    Optional.ofNullable(work.status().replaced()).ifPresent(ids::add);
    written().map(Ledger.Entry::id).ifPresent(ids::add);
    boolean unsure = work.status().creating() != null;
    if (unsure && poller != null && poller.snapshot() != null) {
      ids.addAll(poller.snapshot().marked(work.ownerKey()));
    }
    if (unsure && poller == null) {
      naturalId(work).ifPresent(ids::add);
    }
    return ids;
  }

  private static <R extends ApiResource> Optional<String> naturalId(Work<R> work) {
    JsonNode inline = Draft.inline(work.resource());
    Scope scope = new Scope(work.owner(), Map.of(), inline, work.now());
    return work.kind().naturalId(work.kind().desired(work.resource(), scope));
  }

  private Optional<Ledger.Entry> written() {
    return account.ledger().last(work.ledgerKey()).filter(entry -> !entry.isDeleted());
  }

  /**
   * An object that somebody else took over meanwhile is theirs; a kind without a marker goes by id.
   * An object that was made a moment ago may not be readable yet, so that only the deletion itself
   * can say that it is gone.
   */
  private boolean isStillOurs(String id) throws DatadogError {
    if (work.kind().identity() instanceof Identity.NaturalKey) {
      return true;
    }
    try {
      JsonNode body = objects.get(id);
      return work.kind().identity().marker(body).filter(work.ownerKey()::equals).isPresent();
    } catch (DatadogError e) {
      if (e.kind() == DatadogError.Kind.MISSING) {
        return true;
      }
      throw e;
    }
  }
}
