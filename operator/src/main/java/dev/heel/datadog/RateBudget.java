package dev.heel.datadog;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.heel.engine.Call;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one account's rate limits leave to this process. The limits are the organisation's, shared
 * by all its clusters and people, so a process keeps to a share of each. They are learnt from the
 * answers: until an endpoint's first answer nothing is known, and nothing blocks. Safe for many
 * threads; none ever waits here.
 */
public final class RateBudget {
  private static final int HALF = 50;

  private final int sharePercent;
  private final Clock clock;

  @GuardedBy("this")
  private final Map<String, Endpoint> endpoints = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, RateWindow> windows = new HashMap<>();

  /**
   * @param sharePercent of each limit that this process may use, 1 to 100
   * @throws IllegalArgumentException for any other number
   */
  public RateBudget(int sharePercent, Clock clock) {
    if (sharePercent < 1 || sharePercent > 100) {
      throw new IllegalArgumentException(
          "the share of a rate limit is 1 to 100 per cent, not " + sharePercent);
    }
    this.sharePercent = sharePercent;
    this.clock = clock;
  }

  /** Half of each limit, the other half being left to others. */
  public static RateBudget half(Clock clock) {
    return new RateBudget(HALF, clock);
  }

  /** Until when a call like this must not be sent; always in the future. Changes nothing. */
  public synchronized Optional<Instant> blockedUntil(Call call) {
    return blockedUntil(endpoint(call), clock.instant());
  }

  /** The limits heard of so far, by name. */
  public synchronized List<RateLimitView> limits() {
    Instant now = clock.instant();
    return windows.values().stream()
        .peek(window -> window.roll(now))
        .map(RateWindow::view)
        .sorted(Comparator.comparing(RateLimitView::name))
        .toList();
  }

  /** Counts a call as under way, unless it is blocked; {@link #end} must follow. */
  synchronized Optional<Ticket> begin(Call call) {
    Instant now = clock.instant();
    Endpoint endpoint = endpoint(call);
    if (blockedUntil(endpoint, now).isPresent()) {
      return Optional.empty();
    }
    endpoint.inFlight++;
    return Optional.of(new Ticket(key(call), now));
  }

  /**
   * A call ended.
   *
   * @param status 0 if there was no answer
   * @param headers of the answer, names in lower case; empty if there was none
   */
  synchronized void end(Ticket ticket, int status, Map<String, String> headers) {
    Instant now = clock.instant();
    RateHeaders heard = RateHeaders.of(headers, now);
    Endpoint endpoint = endpoints.get(ticket.endpoint());
    if (heard.limit().isPresent()) {
      learn(endpoint, heard, ticket);
    }
    RateWindow window = windows.get(endpoint.limit);
    if (window != null) {
      window.roll(now);
      count(window, heard, ticket);
    }
    endpoint.inFlight--;
    if (status == 429) {
      refused(endpoint.limit, heard.retryAt(now));
    }
  }

  /** A call under way: which limit it falls under, and since when. */
  record Ticket(String endpoint, Instant begun) {}

  @GuardedBy("this")
  private Optional<Instant> blockedUntil(Endpoint endpoint, Instant now) {
    if (endpoint.refusedUntil.isAfter(now)) {
      return Optional.of(endpoint.refusedUntil);
    }
    RateWindow window = windows.get(endpoint.limit);
    if (window == null) {
      return Optional.empty();
    }
    window.roll(now);
    return window.fullUntil(share(window), inFlight(endpoint.limit));
  }

  @GuardedBy("this")
  private void learn(Endpoint endpoint, RateHeaders heard, Ticket ticket) {
    endpoint.limit = heard.name().orElse(ticket.endpoint());
    windows.computeIfAbsent(
        endpoint.limit, name -> new RateWindow(name, heard, ticket.begun(), clock.instant()));
  }

  private void count(RateWindow window, RateHeaders heard, Ticket ticket) {
    if (heard.resetAt().isPresent()) {
      window.end(heard, ticket.begun(), clock.instant());
    } else {
      window.endUnheard(clock.instant());
    }
  }

  /** A 429 holds for everything under the same limit. */
  @GuardedBy("this")
  private void refused(String limit, Instant until) {
    endpoints.values().stream()
        .filter(endpoint -> endpoint.limit.equals(limit))
        .filter(endpoint -> endpoint.refusedUntil.isBefore(until))
        .forEach(endpoint -> endpoint.refusedUntil = until);
  }

  private long share(RateWindow window) {
    return Math.max(1, window.limit() * sharePercent / 100);
  }

  @GuardedBy("this")
  private long inFlight(String limit) {
    return endpoints.values().stream()
        .filter(endpoint -> endpoint.limit.equals(limit))
        .mapToLong(endpoint -> endpoint.inFlight)
        .sum();
  }

  @GuardedBy("this")
  private Endpoint endpoint(Call call) {
    return endpoints.computeIfAbsent(key(call), Endpoint::new);
  }

  private static String key(Call call) {
    return call.method() + " " + call.template();
  }

  /** One method and path; its limit is thought to be its own until an answer names it. */
  private static final class Endpoint {
    private String limit;
    private long inFlight;
    private Instant refusedUntil = Instant.MIN;

    Endpoint(String key) {
      limit = key;
    }
  }
}
