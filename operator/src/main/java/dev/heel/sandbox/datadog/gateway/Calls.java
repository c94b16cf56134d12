package dev.heel.sandbox.datadog.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How often the API was called, counted on arrival; nothing below /_sandbox is in it. */
public final class Calls {
  private static final int LOG_LENGTH = 10_000;

  private final ConcurrentMap<View, ConcurrentMap<String, LongAdder>> counts =
      new ConcurrentHashMap<>();
  private final AtomicInteger writesNow = new AtomicInteger();
  private final AtomicInteger mostWrites = new AtomicInteger();
  private final Deque<String> log = new ArrayDeque<>();

  /** The ways to look at the same calls. */
  public enum View {
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

  /** A call begins to be served; only writes are watched. */
  void begin(boolean writes) {
    if (writes) {
      int now = writesNow.incrementAndGet();
      mostWrites.accumulateAndGet(now, Math::max);
    }
  }

  /** The call has been served. */
  void end(boolean writes) {
    if (writes) {
      writesNow.decrementAndGet();
    }
  }

  /** The most writes that were being served at the same time. */
  public int mostWritesInFlight() {
    return mostWrites.get();
  }

  /** Keeps a line about a call; the newest ten thousand stay. */
  public synchronized void log(String line) {
    log.addLast(line);
    if (log.size() > LOG_LENGTH) {
      log.removeFirst();
    }
  }

  /** Oldest first. */
  public synchronized List<String> log() {
    return List.copyOf(log);
  }

  void count(View view, String key) {
    counts
        .computeIfAbsent(view, v -> new ConcurrentHashMap<>())
        .computeIfAbsent(key, k -> new LongAdder())
        .increment();
  }

  /** A sorted copy. */
  public Map<String, Long> by(View view) {
    Map<String, Long> result = new TreeMap<>();
    counts
        .getOrDefault(view, new ConcurrentHashMap<>())
        .forEach((key, adder) -> result.put(key, adder.sum()));
    return result;
  }

  public synchronized void reset() {
    counts.clear();
    mostWrites.set(0);
    log.clear();
  }

  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("total", by(View.CALL).values().stream().mapToLong(Long::longValue).sum());
    json.put("mostWritesInFlight", mostWritesInFlight());
    for (View view : View.values()) {
      ObjectNode part = json.putObject(view.field);
      by(view).forEach(part::put);
    }
    return json;
  }
}
