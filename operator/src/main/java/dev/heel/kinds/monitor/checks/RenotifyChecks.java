package dev.heel.kinds.monitor.checks;

import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.stream.Stream;

/** Telling again, and leaving new groups in peace. */
final class RenotifyChecks {
  static final String RENOTIFY = "monitor-renotify";
  static final String DELAYS = "monitor-new-group-delay";

  private RenotifyChecks() {}

  static List<Problem> repetitionNeedsItsInterval(Monitor monitor) {
    if (monitor.value("renotify_interval").asDouble(0) > 0) {
      return List.of();
    }
    return Stream.of("renotify_occurrences", "renotify_statuses", "escalation_message")
        .filter(option -> monitor.has(option) && !isEmpty(monitor, option))
        .map(
            option ->
                monitor.warning(
                    RENOTIFY,
                    Monitor.option(option),
                    option + " says nothing without renotify_interval",
                    "Set renotifyInterval, in minutes, or take it out."))
        .toList();
  }

  private static boolean isEmpty(Monitor monitor, String option) {
    boolean text = monitor.value(option).isTextual();
    return text
        ? monitor.text(option).isEmpty()
        : monitor.value(option).isArray() && monitor.value(option).isEmpty();
  }

  static List<Problem> oneDelayForNewGroups(Monitor monitor) {
    return monitor.has("new_group_delay") && monitor.has("new_host_delay")
        ? List.of(
            monitor
                .warning(
                    DELAYS,
                    Monitor.option("new_host_delay"),
                    "new_group_delay and new_host_delay are both given",
                    "Keep newGroupDelay; the other is its older form.")
                .against(monitor.draft().place(Monitor.option("new_group_delay"))))
        : List.of();
  }
}
