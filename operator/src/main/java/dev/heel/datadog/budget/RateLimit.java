package dev.heel.datadog.budget;

import dev.heel.datadog.budget.TurnQueue.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One rate limit of an account: its window, once an answer told of it, the endpoints under it, and
 * who waits for a turn. Not safe for threads: the budget guards it.
 */
final class RateLimit {
  /** What a wait is thought to last where no window tells: for the first, and for each after it. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Duration EACH = Duration.ofMillis(100);

  /** One method and path; its limit is thought to be its own until an answer names it. */
  static final class Endpoint {
    private final boolean writes;
    private RateLimit limit;
    private long inFlight;

    Endpoint(String key, boolean writes) {
      this.writes = writes;
      this.limit = new RateLimit(key);
      limit.endpoints.add(this);
    }

    RateLimit limit() {
      return limit;
    }

    boolean writes() {
      return writes;
    }

    void begun() {
      inFlight++;
    }

    void ended() {
      inFlight--;
    }

    /** It turned out to fall under that limit; who waits for it comes along. */
    void fallUnder(RateLimit other) {
      if (other != limit) {
        limit.endpoints.remove(this);
        other.endpoints.add(this);
        limit.queue.moveTo(other.queue);
        limit = other;
      }
    }
  }

  private final String name;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final TurnQueue queue = new TurnQueue();
  private RateWindow window;
  private Instant refusedUntil = Instant.MIN;
  private boolean isHeard;

  RateLimit(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  TurnQueue queue() {
    return queue;
  }

  /** Empty before an answer told of it, and for good where Datadog names no limit. */
  Optional<RateWindow> window(Instant now) {
    if (window != null) {
      window.roll(now);
    }
    return Optional.ofNullable(window);
  }

  /** The first answer that tells of the window. */
  void open(RateWindow first) {
    window = first;
  }

  /** There was an answer, whatever it said. */
  void heard() {
    isHeard = true;
  }

  /** A 429 holds for everything under the limit. */
  void refuse(Instant until) {
    refusedUntil = refusedUntil.isAfter(until) ? refusedUntil : until;
  }

  /**
   * Until when a call must not be sent; always in the future.
   *
   * @param own turns that the caller has, and uses now
   */
  Optional<Instant> blockedUntil(boolean writes, long own, Instant now) {
    if (refusedUntil.isAfter(now)) {
      return Optional.of(refusedUntil);
    }
    Optional<RateWindow> open = window(now);
    Optional<Instant> full = open.flatMap(w -> w.fullUntil(out() - own));
    boolean isLastForWrites = !writes && isMixed() && open.isPresent();
    return full.isEmpty() && isLastForWrites && open.get().isFullOfReads(readsOut() - own)
        ? Optional.of(open.get().view().resetAt())
        : full;
  }

  /**
   * Whether one more turn can be given: there is room, and not too much is under way. Before the
   * first answer only one call is: it finds out what the limit is.
   */
  boolean hasRoom(Place place, Instant now) {
    long atOnce = window(now).map(RateWindow::atOnce).orElse(isHeard ? Long.MAX_VALUE : 1);
    return out() < atOnce && blockedUntil(place.writes(), 0, now).isEmpty();
  }

  /** When the turn of one who waits comes, as far as it can be foreseen. */
  Instant turnAt(Place place, Instant now) {
    long before = queue.before(place);
    Instant soon = now.plus(SOON).plus(EACH.multipliedBy(before));
    Instant inWindows = window(now).flatMap(w -> w.turnAt(before, out())).orElse(soon);
    return blockedUntil(place.writes(), 0, now).filter(inWindows::isBefore).orElse(inWindows);
  }

  /** Own calls under way, by now or soon. */
  long out() {
    return queue.given() + endpoints.stream().mapToLong(endpoint -> endpoint.inFlight).sum();
  }

  long inFlight() {
    return endpoints.stream().mapToLong(endpoint -> endpoint.inFlight).sum();
  }

  private long readsOut() {
    return queue.givenReads()
        + endpoints.stream().filter(e -> !e.writes).mapToLong(endpoint -> endpoint.inFlight).sum();
  }

  /** Whether both reads and writes fall under it. */
  private boolean isMixed() {
    return endpoints.stream().anyMatch(Endpoint::writes)
        && !endpoints.stream().allMatch(Endpoint::writes);
  }
}
