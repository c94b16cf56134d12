package dev.heel.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** How often the API was called, counted on arrival; nothing below /_sandbox is in it. */
final class Calls {
  private final ConcurrentMap<View, ConcurrentMap<String, LongAdder>> counts =
      new ConcurrentHashMap<>();

  /** The ways to look at the same calls. */
  enum View {
    /** {@code "GET /api/v1/monitor/{id}"}; a path that no route fits counts as itself. */
    CALL("byCall"),
    /** {@code "200"}; {@code "cut"} where the connection ended without an answer. */
    STATUS("byStatus"),
    /** {@code "POST /api/v1/monitor 200"}. */
    CALL_AND_STATUS("byCallAndStatus"),
    /** Name of the organisation; {@code "-"} when the keys were refused. */
    ORGANISATION("byOrganisation"),
    /** The last four characters of the API key. */
    API_KEY("byApiKey"),
    USER_AGENT("byUserAgent");

    private final String field;

    View(String field) {
      this.field = field;
    }
  }

  void count(View view, String key) {
    counts
        .computeIfAbsent(view, v -> new ConcurrentHashMap<>())
        .computeIfAbsent(key, k -> new LongAdder())
        .increment();
  }

  /** A sorted copy. */
  Map<String, Long> by(View view) {
    Map<String, Long> result = new TreeMap<>();
    counts
        .getOrDefault(view, new ConcurrentHashMap<>())
        .forEach((key, adder) -> result.put(key, adder.sum()));
    return result;
  }

  void reset() {
    counts.clear();
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("total", by(View.CALL).values().stream().mapToLong(Long::longValue).sum());
    for (View view : View.values()) {
      ObjectNode part = json.putObject(view.field);
      by(view).forEach(part::put);
    }
    return json;
  }
}
