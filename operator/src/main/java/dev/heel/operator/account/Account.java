package dev.heel.operator.account;

import dev.heel.engine.ApiKind;
import dev.heel.engine.api.Datadog;
import dev.heel.operator.account.deletion.AccountDeletions;
import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.account.ledger.Ledgers;
import dev.heel.operator.account.lists.Poller;
import dev.heel.operator.account.organization.KeyOwner;
import dev.heel.operator.account.organization.Membership;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reason;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One Datadog account as it is at work: the port to its API, what was written through it, its
 * pollers. Lives as long as its resource does; a rotated key changes the port and keeps the rest.
 */
public final class Account implements Poller.Source, AutoCloseable {
  /**
   * Whether the account can be used.
   *
   * @param reason KeysValid, or why not
   * @param message for people
   * @param datadog the port; null unless the keys are valid
   * @param webUrl address of the web application, without a slash at its end
   * @param revision changes when keys, site or permissions change, so that refused calls are worth
   *     another try
   * @param owner the organisation that its objects are in, as far as that is known
   * @param membership whose the keys are; null unless they are valid
   */
  public record State(
      Reason reason,
      String message,
      Datadog datadog,
      URI webUrl,
      String revision,
      KeyOwner owner,
      Membership membership) {
    /** Of an account that cannot be used. */
    public static State unusable(Reason reason, String message) {
      return new State(reason, message, null, null, reason.name(), KeyOwner.UNKNOWN, null);
    }

    State of(KeyOwner organization) {
      return new State(reason, message, datadog, webUrl, revision, organization, membership);
    }

    /** Whether what failed or waited before is worth another try. */
    public boolean isAnother(State before) {
      return !revision.equals(before.revision())
          || reason != before.reason()
          || !Objects.equals(owner.id(), before.owner().id());
    }

    /** Whether calls can be sent: its keys are good, and the organisation's. */
    public boolean isUsable() {
      return datadog != null;
    }

    /** Whether the platform refuses it, so that a deletion waits until a person decided. */
    public boolean stopsDeletionGrace() {
      return !isUsable() && reason == Reason.NotAllowed;
    }
  }

  private static final State UNKNOWN =
      State.unusable(Reason.Progressing, "The account was not looked at yet.");

  private final NamespacedName name;
  private final Clock clock;
  private final Ledgers ledgers;
  private final AccountDeletions deletions;
  private final Map<String, Poller> pollers = new ConcurrentHashMap<>();
  private volatile Ledger ledger;
  private volatile State state = UNKNOWN;
  private volatile Instant lastRemoval;
  private volatile State reached = UNKNOWN;
  private volatile Instant listsSince = Instant.EPOCH;
  private volatile boolean unplaced;
  private volatile boolean closed;

  Account(NamespacedName name, Clock clock, Ledgers ledgers, AccountDeletions deletions) {
    this.name = name;
    this.clock = clock;
    this.ledgers = ledgers;
    this.ledger = ledgers.unplaced();
    this.deletions = deletions;
    this.lastRemoval = clock.instant();
  }

  @Override
  public NamespacedName name() {
    return name;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  /** What was written in the organisation that the account leads to. */
  public Ledger ledger() {
    return ledger;
  }

  public AccountDeletions deletions() {
    return deletions;
  }

  @Override
  public Instant listsSince() {
    return listsSince;
  }

  public State state() {
    return state;
  }

  /**
   * The last state in which it could be used: what a pass that has begun continues with. Its writes
   * are held back before they are sent.
   */
  public State reached() {
    return reached;
  }

  /** From now on it is as its resource was found to be. */
  public synchronized void become(State next) {
    if (next.isUsable()) {
      boolean another = !Objects.equals(state.owner().id(), next.owner().id());
      if (another || !state.isUsable()) {
        listsSince = clock.instant();
      }
      ledger = ledgers.of(next.owner(), ledger);
      reached = next;
    }
    unplaced = false;
    state = next;
  }

  /** When an object was last removed through it; at first, when the account was first known. */
  public Instant lastRemoval() {
    return lastRemoval;
  }

  /** An object was removed through it. */
  public void removed(Instant at) {
    lastRemoval = at;
  }

  /** Whose the keys are has changed: nothing is done before the account was looked at. */
  synchronized void lookAgain() {
    if (state.isUsable()) {
      state =
          State.unusable(Reason.Progressing, "The organisation of the keys is looked at anew.")
              .of(state.owner());
      unplaced = true;
    }
  }

  /** Whether its resource must be looked at before anything continues. */
  boolean isUnplaced() {
    return unplaced;
  }

  /** The poller of a kind; started on first use, and only while the account is usable. */
  public synchronized Optional<Poller> poller(ApiKind<?> kind, Supplier<Poller> maker) {
    if (closed || !state.isUsable()) {
      return Optional.ofNullable(pollers.get(kind.name()));
    }
    return Optional.of(
        pollers.computeIfAbsent(
            kind.name(),
            name -> {
              Poller poller = maker.get();
              poller.start();
              return poller;
            }));
  }

  /**
   * The turn of a kind's list at a rate limit has come.
   *
   * @return whether anybody reads it
   */
  public boolean callPoller(String kind) {
    Poller poller = pollers.get(kind);
    if (poller != null) {
      poller.called();
    }
    return poller != null;
  }

  /** Asks every list to be read again soon, as after a change of keys. */
  public void refresh(Instant at) {
    List.copyOf(pollers.values()).forEach(poller -> poller.refresh(at));
  }

  /** Whether its lists were read twice in a row without anything to do. */
  public boolean isQuiet() {
    return pollers.values().stream().allMatch(Poller::isQuiet);
  }

  @Override
  public synchronized void close() {
    closed = true;
    pollers.values().forEach(Poller::close);
    pollers.clear();
  }
}
