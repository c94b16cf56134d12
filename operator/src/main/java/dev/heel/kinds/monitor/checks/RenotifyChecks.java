package dev.heel.kinds.monitor.checks;

import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.resource.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Telling again, and leaving new groups in peace. */
final class RenotifyChecks {
  static final String RENOTIFY = "monitor-renotify";
  static final String DELAYS = "monitor-new-group-delay";

  /** What Datadog adds to every monitor, and so writes into every export. */
  private static final BigDecimal ADDED = BigDecimal.valueOf(300);

  private RenotifyChecks() {}

  /** Renotified in a state that never comes: no warning threshold, or no notice of silence. */
  static List<Problem> repeatedStatesCome(Monitor monitor) {
    List<String> given = monitor.texts(Monitor.option("renotify_statuses"));
    boolean warns = monitor.has("thresholds/warning") || monitor.type() == MonitorType.COMPOSITE;
    return Stream.of(
            never("warn", warns, "no threshold for warnings", "Set thresholds.warning"),
            never("no data", Silence.isTold(monitor), Silence.NOT_TOLD, Silence.REMEDY))
        .filter(each -> !each.comes() && given.contains(each.status()))
        .map(
            each ->
                monitor.warning(
                    RENOTIFY,
                    Monitor.option("renotify_statuses/" + given.indexOf(each.status())),
                    "the state \"%s\" never comes: the monitor has %s"
                        .formatted(each.status(), each.lack()),
                    each.remedy() + ", or take the state out."))
        .toList();
  }

  private record Never(String status, boolean comes, String lack, String remedy) {}

  private static Never never(String status, boolean comes, String lack, String remedy) {
    return new Never(status, comes, lack, remedy);
  }

  /** Datadog's own words for it are quoted in DataDog/datadog-operator, pull request 842. */
  static List<Problem> newGroupsNeedGroups(Monitor monitor) {
    boolean given = monitor.value("new_group_delay").asDouble(0) > 0;
    return given && GroupChecks.groups(monitor).filter(Set::isEmpty).isPresent()
        ? List.of(
            monitor.error(
                DELAYS,
                Monitor.option("new_group_delay"),
                "the query has no groups, so there is none that could be new",
                "Datadog would refuse it: new_group_delay \"can only be used for multi-alert"
                    + " monitors\". Group the query, or take newGroupDelay out."))
        : List.of();
  }

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

  /** Said only of a value that people chose. */
  static List<Problem> oneDelayForNewGroups(Monitor monitor) {
    BigDecimal host = monitor.number("new_host_delay").orElse(ADDED);
    return monitor.has("new_group_delay") && host.compareTo(ADDED) != 0
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
