package dev.heel.datadog.budget;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.heel.datadog.budget.RateLimit.Endpoint;
import dev.heel.datadog.budget.TurnQueue.Place;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Sender;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What one account's rate limits leave to this process, and whose turn it is. The limits are the
 * organisation's, shared by all its clusters and people, so a process keeps to a share of each.
 * They are learnt from the answers. Within the share, turns go round the namespaces. Safe for many
 * threads; none ever waits here: who must wait is called.
 */
public final class RateBudget {
  private static final int HALF = 50;

  private final Clock clock;
  private final Predicate<Sender> caller;

  @GuardedBy("this")
  private final KnownLimits limits;

  @GuardedBy("this")
  private final WritePace pace = new WritePace();

  /**
   * @param sharePercent of each limit that this process may use, 1 to 100
   * @param caller tells a sender that its turn has come; says whether the sender is still there
   * @throws IllegalArgumentException for any other number
   */
  public RateBudget(int sharePercent, Clock clock, Predicate<Sender> caller) {
    if (sharePercent < 1 || sharePercent > 100) {
      throw new IllegalArgumentException(
          "the share of a rate limit is 1 to 100 per cent, not " + sharePercent);
    }
    this.limits = new KnownLimits(sharePercent);
    this.clock = clock;
    this.caller = caller;
  }

  /** The same where nobody waits to be called, as in a command. */
  public RateBudget(int sharePercent, Clock clock) {
    this(sharePercent, clock, sender -> true);
  }

  /** Half of each limit, the other half being left to others. */
  public static RateBudget half(Clock clock) {
    return new RateBudget(HALF, clock);
  }

  /**
   * Asks for a turn for a call like this. A call without a sender has no turn to wait for: it is
   * held back only while the limit is used up.
   *
   * @return empty if it may be sent now; else its sender waits, and is called when its turn comes
   */
  public Optional<Wait> ask(Call call) {
    List<Place> called = new ArrayList<>();
    Optional<Wait> wait;
    synchronized (this) {
      wait = asked(call, called);
    }
    tell(called);
    return wait;
  }

  /**
   * Gives the turns that have become free by themselves; to be asked for several times a second.
   */
  public void giveTurns() {
    List<Place> called = new ArrayList<>();
    synchronized (this) {
      pace.forgetOld(clock.instant());
      for (RateLimit limit : limits.all()) {
        called.addAll(given(limit));
      }
    }
    tell(called);
  }

  /** The limits heard of so far, by name. */
  public synchronized List<RateLimitView> limits() {
    Instant now = clock.instant();
    return limits.all().stream()
        .flatMap(limit -> limit.window(now).stream())
        .map(RateWindow::view)
        .sorted(Comparator.comparing(RateLimitView::name))
        .toList();
  }

  /** How many wait at each limit where anybody does. */
  public synchronized Map<String, Integer> waiting() {
    Map<String, Integer> waiting = new TreeMap<>();
    for (RateLimit limit : limits.all()) {
      if (limit.queue().waiting() > 0) {
        waiting.put(limit.name(), limit.queue().waiting());
      }
    }
    return waiting;
  }

  /** Counts a call as under way, if it has its turn or gets it now; {@link #end} must follow. */
  public Optional<Ticket> begin(Call call) {
    List<Place> called = new ArrayList<>();
    Optional<Ticket> ticket = Optional.empty();
    synchronized (this) {
      if (asked(call, called).isEmpty()) {
        ticket = Optional.of(begun(call));
      }
    }
    tell(called);
    return ticket;
  }

  /**
   * A call ended.
   *
   * @param status 0 if there was no answer
   * @param headers of the answer, names in lower case; empty if there was none
   */
  public void end(Ticket ticket, int status, Map<String, String> headers) {
    List<Place> called = new ArrayList<>();
    synchronized (this) {
      Instant now = clock.instant();
      limits.ended(ticket, status, RateHeaders.of(headers, now), now);
      called.addAll(given(ticket.endpoint().limit()));
    }
    tell(called);
  }

  /**
   * A call under way.
   *
   * @param begun when it was sent
   * @param others calls of others that were seen in the window then
   */
  public record Ticket(Endpoint endpoint, Instant begun, long others) {
    boolean writes() {
      return endpoint.writes();
    }
  }

  /**
   * @param called gets those whose turn has come, but for this sender
   */
  @GuardedBy("this")
  private Optional<Wait> asked(Call call, List<Place> called) {
    Instant now = clock.instant();
    RateLimit limit = limits.endpoint(call).limit();
    boolean writes = call.method().writes();
    if (call.sender() == null) {
      return limit.blockedUntil(writes, 0, now).map(until -> usedUp(limit, until));
    }
    Place place = new Place(call.sender(), writes);
    Optional<Instant> paced = writes ? pace.blockedUntil(call.sender(), now) : Optional.empty();
    if (paced.isPresent()) {
      limit.queue().leave(place);
      return paced.map(RateBudget::tooOften);
    }
    limit.queue().expire(now);
    boolean has = limit.queue().confirm(place, now);
    if (has && limit.blockedUntil(writes, 1, now).isEmpty()) {
      return Optional.empty();
    }
    limit.queue().take(place);
    limit.queue().enter(place);
    called.addAll(given(limit));
    return called.remove(place)
        ? Optional.empty()
        : Optional.of(usedUp(limit, limit.turnAt(place, now)));
  }

  @GuardedBy("this")
  private Ticket begun(Call call) {
    Instant now = clock.instant();
    Endpoint endpoint = limits.endpoint(call);
    if (call.sender() != null) {
      endpoint.limit().queue().take(new Place(call.sender(), endpoint.writes()));
      if (endpoint.writes()) {
        pace.wrote(call.sender(), now);
      }
    }
    endpoint.begun();
    long others = endpoint.limit().window(now).map(RateWindow::others).orElse(0L);
    return new Ticket(endpoint, now, others);
  }

  /** Gives turns as long as there is room. */
  @GuardedBy("this")
  private List<Place> given(RateLimit limit) {
    Instant now = clock.instant();
    limit.queue().expire(now);
    List<Place> given = new ArrayList<>();
    Optional<Place> next = limit.queue().give(place -> limit.hasRoom(place, now), now);
    while (next.isPresent()) {
      given.add(next.get());
      next = limit.queue().give(place -> limit.hasRoom(place, now), now);
    }
    return given;
  }

  /** Whoever is gone has no use for a turn: the next one gets it. Called without the lock. */
  private void tell(List<Place> called) {
    List<Place> next = called;
    while (!next.isEmpty()) {
      List<Place> gone = next.stream().filter(place -> !caller.test(place.sender())).toList();
      next = gone.isEmpty() ? gone : givenInPlaceOf(gone);
    }
  }

  private synchronized List<Place> givenInPlaceOf(List<Place> gone) {
    List<Place> next = new ArrayList<>();
    for (RateLimit limit : limits.all()) {
      gone.forEach(limit.queue()::take);
      next.addAll(given(limit));
    }
    return next;
  }

  private static Wait usedUp(RateLimit limit, Instant until) {
    return new Wait(
        "this operator's share of Datadog's rate limit " + limit.name() + " is used up", until);
  }

  private static Wait tooOften(Instant until) {
    return new Wait(
        "Heel wrote it %d times within a minute, and does so no more often"
            .formatted(WritePace.WRITES),
        until);
  }
}
