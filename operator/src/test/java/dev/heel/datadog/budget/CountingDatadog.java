package dev.heel.datadog.budget;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts as Datadog does: windows begin at multiples of the period since the epoch, and Reset is
 * rounded up to whole seconds. Written from recorded answers, not from the budget.
 */
final class CountingDatadog {
  private final int limit;
  private final int period;
  private final Map<Long, Integer> arrivals = new TreeMap<>();

  CountingDatadog(int limit, int period) {
    this.limit = limit;
    this.period = period;
  }

  /** A call arrives; the headers of its answer, in lower case. */
  Map<String, String> arrive(Instant at) {
    int used = arrivals.merge(window(at), 1, Integer::sum);
    long reset = (window(at) + 1) * period - at.getEpochSecond();
    return Map.of(
        "x-ratelimit-limit", "" + limit,
        "x-ratelimit-period", "" + period,
        "x-ratelimit-remaining", "" + Math.max(0, limit - used),
        "x-ratelimit-reset", "" + reset);
  }

  long window(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), period);
  }

  int arrivalsIn(long window) {
    return arrivals.getOrDefault(window, 0);
  }

  /** Whether a call that just arrived was one too many. */
  boolean isRefused(Instant at) {
    return arrivalsIn(window(at)) > limit;
  }

  /** Calls over the limit, which were answered 429. */
  long refused() {
    return arrivals.values().stream().mapToLong(n -> Math.max(0, n - limit)).sum();
  }

  int busiest() {
    return arrivals.values().stream().mapToInt(n -> n).max().orElse(0);
  }
}
