package dev.heel.sandbox.datadog.downtimes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stretch of time; its end does not belong to it. */
record Window(Instant start, Instant end) {

  /** The union of windows: those that overlap or touch become one. In order of time. */
  static List<Window> union(List<Window> windows) {
    List<Window> result = new ArrayList<>();
    for (Window next : windows.stream().sorted(Comparator.comparing(Window::start)).toList()) {
      int last = result.size() - 1;
      if (last >= 0 && !next.start().isAfter(result.get(last).end())) {
        result.set(last, result.get(last).with(next));
      } else {
        result.add(next);
      }
    }
    return result;
  }

  private Window with(Window later) {
    return new Window(start, later.end().isAfter(end) ? later.end() : end);
  }
}
