package dev.heel.sandbox.kubernetes.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what went over HTTP. */
public final class Traffic {
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> writes = new ConcurrentHashMap<>();

  void asked(String verbAndPath) {
    requests.computeIfAbsent(verbAndPath, name -> new LongAdder()).increment();
  }

  void wrote(String userAgent) {
    writes.computeIfAbsent(userAgent, name -> new LongAdder()).increment();
  }

  /** Requests by verb and path template. */
  public Map<String, Long> requests() {
    Map<String, Long> counts = new TreeMap<>();
    requests.forEach((name, count) -> counts.put(name, count.sum()));
    return counts;
  }

  /** Writes of clients whose user agent begins so. */
  public long writes(String userAgentPrefix) {
    return writes.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(userAgentPrefix))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }
}
