package dev.heel.operator.api.removal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.Sender;
import dev.heel.engine.identity.Identity;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Whereabouts;
import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.account.lists.Poller;
import dev.heel.operator.account.lists.Snapshot;
import dev.heel.operator.account.organization.ObjectPlace;
import dev.heel.operator.api.removal.Ownership.Listed;
import dev.heel.operator.api.resource.DatadogObjects;
import dev.heel.operator.wake.KindController;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way by which objects are removed from Datadog. Whatever asks for it, an object goes only
 * if it is still its resource's.
 */
public final class Removal {
  private static final Logger log = LoggerFactory.getLogger(Removal.class);

  /** For so many graces without a new list the next one is waited for. */
  private static final int MISSED = 10;

  /** The result. */
  enum Result {
    /** The object is gone. */
    GONE,
    /** It is somebody else's by now, and stays. */
    NOT_OURS,
    /** That cannot be told yet, and nothing was sent. */
    UNKNOWN
  }

  private final KindController<?> controller;
  private final Account account;
  private final Removals removals;
  private final Poller poller;
  private final Sender sender;
  private final boolean isLast;
  private final DatadogObjects objects;
  private final Whereabouts whereabouts;

  Removal(KindController<?> controller, Account account, Removals removals) {
    this(controller, account, removals, removals.list(controller, account), null, false);
  }

  private Removal(
      KindController<?> controller,
      Account account,
      Removals removals,
      Poller poller,
      Sender sender,
      boolean isLast) {
    this.controller = controller;
    this.account = account;
    this.removals = removals;
    this.poller = poller;
    this.sender = sender;
    this.isLast = isLast;
    this.objects = new DatadogObjects(kind(), account.reached().datadog(), sender);
    this.whereabouts = new Whereabouts(account);
  }

  /** The same for a resource, which waits for its turn where a limit is short, and is called. */
  Removal by(Sender resource) {
    return new Removal(controller, account, removals, poller, resource, isLast);
  }

  /** The same for the last attempt in time: it waits for no list, and reads. */
  Removal last() {
    return new Removal(controller, account, removals, null, sender, true);
  }

  /**
   * Removes several objects of one resource; gives back those that are still there, or may be.
   *
   * @throws DatadogError if Datadog could not remove one. At the last attempt it is given back
   *     instead, and the others go, unless a limit holds them all up
   */
  List<OwnObject> remove(List<OwnObject> all, boolean force) throws DatadogError {
    List<OwnObject> staying = new ArrayList<>();
    for (OwnObject object : all) {
      try {
        if (remove(object, force) == Result.UNKNOWN) {
          staying.add(object);
        }
      } catch (DatadogError e) {
        if (!isLast || e.kind() == DatadogError.Kind.THROTTLED) {
          throw e;
        }
        log.warn("{}: {} could not be removed: {}", object.words(), object.id(), e.quoted());
        staying.add(object);
      }
    }
    return staying;
  }

  /**
   * Removes an object, if it is still its resource's.
   *
   * @param force whether to delete it although others refer to it, where the API can
   * @throws DatadogError if Datadog could not do it; THROTTLED if nothing was changed because of a
   *     limit
   */
  Result remove(OwnObject object, boolean force) throws DatadogError {
    refuseIfElsewhere(object);
    Optional<Instant> missed = account.ledger().deletionMissed(object.owner(), object.id());
    if (missed.isPresent()) {
      return missed(object, missed.get());
    }
    Ownership.Verdict verdict = Ownership.of(evidence(object));
    return switch (verdict) {
      case OURS -> deleted(object, force);
      case NOT_OURS -> Result.NOT_OURS;
      case ASK -> {
        objects.turnToDelete(object.id()); // no read is spent on what cannot be deleted yet
        yield carriesMarker(object) ? deleted(object, force) : Result.NOT_OURS;
      }
      case UNKNOWN -> {
        poller.nudge(now());
        yield Result.UNKNOWN;
      }
    };
  }

  /**
   * The same for an object that was read just now.
   *
   * @param body as Datadog answered
   */
  Result remove(OwnObject object, JsonNode body) throws DatadogError {
    refuseIfElsewhere(object);
    return carriesMarker(object, body) ? deleted(object, false) : Result.NOT_OURS;
  }

  /** The same id may be anybody's in another organisation. */
  private void refuseIfElsewhere(OwnObject object) throws DatadogError {
    if (whereabouts.now(place(object)) != ObjectPlace.Answer.HERE) {
      throw new DatadogError(
          DatadogError.Kind.TRANSIENT,
          true,
          0,
          "not sent: the keys of DatadogAccount %s are not known to be those of its organisation now"
              .formatted(account.name()),
          null);
    }
  }

  private static ObjectPlace place(OwnObject object) {
    return new ObjectPlace(object.organization(), null);
  }

  private Result deleted(OwnObject object, boolean force) throws DatadogError {
    try {
      objects.delete(object.id(), force);
    } catch (DatadogError e) {
      if (!e.isMissing()) {
        throw e;
      }
      return missed(object, account.ledger().deletionMissed(object.owner(), object.id(), now()));
    }
    return gone(object);
  }

  /** It is gone once it is known that its own organisation said so; nothing is sent meanwhile. */
  private Result missed(OwnObject object, Instant at) {
    boolean told = whereabouts.since(at, place(object)) == ObjectPlace.Answer.HERE;
    return told ? gone(object) : Result.UNKNOWN;
  }

  private Result gone(OwnObject object) {
    if (lastWrite(object).map(last -> last.id().equals(object.id())).orElse(true)) {
      account.ledger().deleted(object.owner(), object.id(), now());
    }
    account.removed(now());
    return Result.GONE;
  }

  private Ownership.Evidence evidence(OwnObject object) {
    boolean isMarked = !(kind().identity() instanceof Identity.NaturalKey);
    return new Ownership.Evidence(isMarked, isTaken(object, isMarked), listed(object));
  }

  /** Somebody else wrote it after us; or, where there is no marker, says that it is theirs. */
  private boolean isTaken(OwnObject object, boolean isMarked) {
    return account.ledger().isTaken(object.owner(), object.id())
        || !isMarked && controller.resources().anyMatch(other -> has(other, object));
  }

  private boolean has(ApiResource other, OwnObject object) {
    String owner = Identity.key(Owner.of(removals.options().clusterName(), other));
    return whereabouts.isOf(other, object.id()) && !owner.equals(object.owner().owner());
  }

  private Listed listed(OwnObject object) {
    Snapshot snapshot = poller == null ? null : poller.snapshot();
    Instant startedAt = snapshot == null ? null : snapshot.startedAt();
    Instant written =
        lastWrite(object)
            .filter(last -> last.id().equals(object.id()))
            .map(Ledger.Entry::endedAt)
            .orElse(null);
    Instant oldest = object.leavingSince().minus(removals.timing().visibilityGrace());
    if (Ownership.isNewEnough(startedAt, written, oldest)) {
      Snapshot.Entry entry = snapshot.byId().get(object.id());
      boolean marked = entry != null && object.owner().owner().equals(entry.marker());
      return marked ? Listed.MARKED : Listed.OTHERWISE;
    }
    return isComing(startedAt) ? Listed.COMING : Listed.NONE;
  }

  /** Of the owner, which may have got another object since. */
  private Optional<Ledger.Entry> lastWrite(OwnObject object) {
    return account.ledger().last(object.owner());
  }

  /** Lists fail, or are torn again and again by what changes meanwhile: then nobody waits. */
  private boolean isComing(Instant startedAt) {
    Instant last = startedAt == null ? removals.leadership().since() : startedAt;
    Duration patience = removals.timing().visibilityGrace().multipliedBy(MISSED);
    return poller != null && poller.failure().isEmpty() && now().isBefore(last.plus(patience));
  }

  /**
   * An object that was made a moment ago may not be readable yet, so that only the deletion itself
   * can say that it is gone.
   */
  private boolean carriesMarker(OwnObject object) throws DatadogError {
    try {
      return carriesMarker(object, objects.get(object.id()));
    } catch (DatadogError e) {
      if (e.isMissing()) {
        return true;
      }
      throw e;
    }
  }

  private boolean carriesMarker(OwnObject object, JsonNode body) {
    Set<String> owners = removals.options().lineage().owners(kind().identity(), body);
    return owners.equals(Set.of(object.owner().owner()));
  }

  private ApiKind<?> kind() {
    return controller.kind();
  }

  private Instant now() {
    return account.clock().instant();
  }
}
