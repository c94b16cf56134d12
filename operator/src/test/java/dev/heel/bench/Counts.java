package dev.heel.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How often each thing was asked for.
 *
 * @param by verb and place, such as {@code PUT datadogmonitors/status}
 */
record Counts(Map<String, Long> by) {
  Counts {
    by = new TreeMap<>(by);
  }

  /** What came since those counts. */
  Counts since(Counts before) {
    Map<String, Long> left = new TreeMap<>();
    by.forEach((name, count) -> left.put(name, count - before.by().getOrDefault(name, 0L)));
    left.values().removeIf(count -> count == 0);
    return new Counts(left);
  }

  Counts without(Predicate<String> names) {
    Map<String, Long> left = new TreeMap<>(by);
    left.keySet().removeIf(names);
    return new Counts(left);
  }

  Counts only(Predicate<String> names) {
    return without(names.negate());
  }

  long of(String name) {
    return by.getOrDefault(name, 0L);
  }

  long total() {
    return by.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public String toString() {
    return by.isEmpty()
        ? "none"
        : String.join(
            ", ", by.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
  }
}
