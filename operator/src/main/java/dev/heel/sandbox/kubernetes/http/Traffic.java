package dev.heel.sandbox.kubernetes.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what went over HTTP. */
public final class Traffic {
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<Write, LongAdder> writes = new ConcurrentHashMap<>();

  /** Who wrote, and to which resource, as {@code configmaps}. */
  private record Write(String userAgent, String plural) {}

  void asked(String verbAndPath) {
    requests.computeIfAbsent(verbAndPath, name -> new LongAdder()).increment();
  }

  void wrote(String userAgent, String plural) {
    writes.computeIfAbsent(new Write(userAgent, plural), write -> new LongAdder()).increment();
  }

  /** Requests by verb and path template. */
  public Map<String, Long> requests() {
    Map<String, Long> counts = new TreeMap<>();
    requests.forEach((name, count) -> counts.put(name, count.sum()));
    return counts;
  }

  /** Writes of clients whose user agent begins so, by resource. */
  public Map<String, Long> writes(String userAgentPrefix) {
    Map<String, Long> counts = new TreeMap<>();
    writes.forEach(
        (write, count) -> {
          if (write.userAgent().startsWith(userAgentPrefix)) {
            counts.merge(write.plural(), count.sum(), Long::sum);
          }
        });
    return counts;
  }
}
