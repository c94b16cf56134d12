package dev.heel.operator;

import dev.heel.engine.ApiKind;
import dev.heel.engine.Datadog;
import dev.heel.resource.Reason;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One Datadog account as it is at work: the port to its API, what was written through it, its
 * pollers. Lives as long as its resource does; a rotated key changes the port and keeps the rest.
 */
final class Account implements AutoCloseable {
  /**
   * Whether the account can be used.
   *
   * @param reason KeysValid, or why not
   * @param message for people
   * @param datadog the port; null unless the keys are valid
   * @param webUrl address of the web application, without a slash at its end
   * @param revision changes when keys, site or permissions change, so that refused calls are worth
   *     another try
   */
  record State(Reason reason, String message, Datadog datadog, URI webUrl, String revision) {
    boolean isUsable() {
      return datadog != null;
    }

    /** Whether the platform refuses it, so that a deletion waits until a person decided. */
    boolean stopsDeletionGrace() {
      return !isUsable() && reason == Reason.NotAllowed;
    }
  }

  private static final State UNKNOWN =
      new State(Reason.Progressing, "The account was not looked at yet.", null, null, "");

  private final AccountName name;
  private final Clock clock;
  private final Ledger ledger;
  private final AccountDeletions deletions;
  private final Map<String, Poller> pollers = new ConcurrentHashMap<>();
  private volatile State state = UNKNOWN;
  private volatile Instant lastRemoval;
  private volatile boolean closed;

  Account(AccountName name, Clock clock, Ledger ledger, AccountDeletions deletions) {
    this.name = name;
    this.clock = clock;
    this.ledger = ledger;
    this.deletions = deletions;
    this.lastRemoval = clock.instant();
  }

  AccountName name() {
    return name;
  }

  Clock clock() {
    return clock;
  }

  Ledger ledger() {
    return ledger;
  }

  AccountDeletions deletions() {
    return deletions;
  }

  State state() {
    return state;
  }

  void become(State next) {
    state = next;
  }

  /** When an object was last removed through it; at first, when the account was first known. */
  Instant lastRemoval() {
    return lastRemoval;
  }

  void removed(Instant at) {
    lastRemoval = at;
  }

  /** The poller of a kind; started on first use, and only while the account is usable. */
  synchronized Optional<Poller> poller(ApiKind<?> kind, Supplier<Poller> maker) {
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
  boolean callPoller(String kind) {
    Poller poller = pollers.get(kind);
    if (poller != null) {
      poller.called();
    }
    return poller != null;
  }

  /** Asks every list to be read again soon, as after a change of keys. */
  void refresh(Instant at) {
    List.copyOf(pollers.values()).forEach(poller -> poller.nudge(at));
  }

  /** Whether its lists were read twice in a row without anything to do. */
  boolean isQuiet() {
    return pollers.values().stream().allMatch(Poller::isQuiet);
  }

  @Override
  public synchronized void close() {
    closed = true;
    pollers.values().forEach(Poller::close);
    pollers.clear();
  }
}
