package dev.heel.sandbox.datadog.gateway;

import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.world.Organisation;
import dev.heel.sandbox.datadog.world.RateLimit;
import dev.heel.sandbox.datadog.world.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts calls in calendar-aligned windows, each organisation and limit name on its own, as
 * Datadog's documentation of rate limits says.
 */
final class RateLimits {
  private final World world;
  private final Map<Key, Window> windows = new HashMap<>();

  private record Key(String organisation, String limit) {}

  private record Window(long number, int used) {}

  /** What one counted call found: the headers for its answer, and whether it is over the limit. */
  record Verdict(boolean refused, RateLimit limit, Map<String, String> headers) {
    Reply refusal() {
      String text =
          "Rate limit of %d requests in %d seconds reached. Please try again later."
              .formatted(limit.count(), limit.period().toSeconds());
      return Reply.error(429, text);
    }
  }

  RateLimits(World world) {
    this.world = world;
  }

  /** Counts one call; empty when the route has no limit. */
  synchronized Optional<Verdict> count(Organisation organisation, String name) {
    RateLimit limit = name == null ? null : world.switches().limits().get(name);
    if (limit == null) {
      return Optional.empty();
    }
    Instant now = world.now();
    long period = limit.period().toSeconds();
    long number = Math.floorDiv(now.getEpochSecond(), period);
    Key key = new Key(organisation.publicId(), name);
    Window window = windows.get(key);
    int before = window != null && window.number() == number ? window.used() : 0;
    boolean refused = before >= limit.count();
    int used = refused ? before : before + 1;
    windows.put(key, new Window(number, used));
    long reset = (number + 1) * period - now.getEpochSecond();
    return Optional.of(
        new Verdict(
            refused,
            limit,
            Map.of(
                "X-RateLimit-Limit", String.valueOf(limit.count()),
                "X-RateLimit-Period", String.valueOf(period),
                "X-RateLimit-Remaining", String.valueOf(limit.count() - used),
                "X-RateLimit-Reset", String.valueOf(reset),
                "X-RateLimit-Name", name)));
  }
}
