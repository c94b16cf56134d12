package dev.heel.kinds.monitor.checks;

import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.ReadQuery.Part;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code threshold_windows}, which belong to {@code anomalies()} and to nothing else. Without them
 * Datadog uses its own.
 */
final class AnomalyChecks {
  static final String WINDOWS = "monitor-threshold-windows";

  private static final String ANOMALIES = "anomalies";
  private static final String TRIGGER = "threshold_windows/trigger_window";
  private static final String RECOVERY = "threshold_windows/recovery_window";
  private static final Pattern WINDOW = Pattern.compile("last_[1-9][0-9]{0,5}(m|h|d|w)");

  private AnomalyChecks() {}

  static List<Problem> windowsBelongToAnomalies(Monitor monitor) {
    boolean given = monitor.has(TRIGGER) || monitor.has(RECOVERY);
    if (given && monitor.query().isRead() && !monitor.query().hasFunction(ANOMALIES)) {
      return List.of(
          monitor.warning(
              WINDOWS,
              Monitor.option("threshold_windows"),
              "threshold_windows count for anomalies() only, and the query has none",
              "Take them out."));
    }
    return List.of();
  }

  static List<Problem> windowsAreWellFormed(Monitor monitor) {
    return Stream.of(TRIGGER, RECOVERY)
        .filter(option -> !monitor.text(option).isEmpty())
        .filter(option -> !WINDOW.matcher(monitor.text(option)).matches())
        .map(
            option ->
                monitor.warning(
                    WINDOWS,
                    Monitor.option(option),
                    "\"" + monitor.text(option) + "\" is no window",
                    "Write it like last_15m or last_1h."))
        .toList();
  }

  static List<Problem> triggerWindowIsTheAlertWindow(Monitor monitor) {
    Optional<Part> inQuery = monitor.query().alertWindow();
    String trigger = monitor.text(TRIGGER);
    if (!monitor.query().hasFunction(ANOMALIES)
        || inQuery.isEmpty()
        || trigger.isEmpty()
        || inQuery.get().text().equals(trigger)) {
      return List.of();
    }
    return List.of(
        monitor
            .warning(
                WINDOWS,
                Monitor.option(TRIGGER),
                "trigger_window is %s, but the query's alert_window is %s"
                    .formatted(trigger, inQuery.get().text()),
                "Make the two equal.")
            .against(monitor.inQuery(inQuery.get().offset(), inQuery.get().text().length())));
  }
}
