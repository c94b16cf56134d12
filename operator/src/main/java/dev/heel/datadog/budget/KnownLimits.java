package dev.heel.datadog.budget;

import dev.heel.datadog.budget.RateBudget.Ticket;
import dev.heel.datadog.budget.RateLimit.Endpoint;
import dev.heel.engine.api.Call;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The limits heard of so far, and which calls fall under which: what answers teach. Not safe for
 * threads; the budget guards it.
 */
final class KnownLimits {
  private static final int MOST_NAMES = 200;

  private final int sharePercent;
  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final Map<String, RateLimit> named = new HashMap<>();

  /**
   * @param sharePercent of each limit that this process may use
   */
  KnownLimits(int sharePercent) {
    this.sharePercent = sharePercent;
  }

  List<RateLimit> all() {
    return endpoints.values().stream().map(Endpoint::limit).distinct().toList();
  }

  /** Where a call like this is counted; one that was never sent falls under a limit of its own. */
  Endpoint endpoint(Call call) {
    String key = call.method() + " " + call.template();
    return endpoints.computeIfAbsent(key, k -> new Endpoint(k, call.method().writes()));
  }

  /**
   * What the end of a call says of its limit.
   *
   * @param status 0 if there was no answer
   */
  void ended(Ticket ticket, int status, RateHeaders heard, Instant now) {
    ticket.endpoint().ended();
    if (heard.limit().isPresent()) {
      learn(ticket, heard, now);
    }
    RateLimit limit = ticket.endpoint().limit();
    if (status != 0) {
      limit.heard();
    }
    limit.window(now).ifPresent(window -> count(window, heard, ticket, now));
    if (status == 429) {
      limit.refuse(heard.retryAt(now));
    }
  }

  private void learn(Ticket ticket, RateHeaders heard, Instant now) {
    String name = heard.name().orElse(null);
    // A peer that names another limit each time must not fill the memory.
    if (name != null && (named.containsKey(name) || named.size() < MOST_NAMES)) {
      ticket.endpoint().fallUnder(named.computeIfAbsent(name, RateLimit::new));
    }
    RateLimit limit = ticket.endpoint().limit();
    if (limit.window(now).isEmpty()) {
      limit.open(new RateWindow(limit.name(), sharePercent, heard, ticket.begun(), now));
    }
  }

  private static void count(RateWindow window, RateHeaders heard, Ticket ticket, Instant now) {
    if (heard.resetAt().isPresent()) {
      window.end(heard, ticket, ticket.endpoint().limit().inFlight(), now);
    } else {
      window.endUnheard(ticket.writes(), now);
    }
  }
}
