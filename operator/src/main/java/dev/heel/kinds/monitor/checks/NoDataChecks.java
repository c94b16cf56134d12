package dev.heel.kinds.monitor.checks;

import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorQuery;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.resource.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What silence means (Datadog API v1, {@code notify_no_data}, {@code no_data_timeframe}, {@code
 * on_missing_data}, {@code group_retention_duration}).
 */
final class NoDataChecks {
  static final String NO_DATA = "monitor-no-data";
  static final String TIMEFRAME = "monitor-no-data-timeframe";
  static final String MISSING = "monitor-missing-data";
  static final String RETENTION = "monitor-group-retention";

  private static final Set<MonitorType> WITHOUT_MISSING =
      Set.of(MonitorType.METRIC, MonitorType.SERVICE_CHECK, MonitorType.COMPOSITE, MonitorType.SLO);

  private NoDataChecks() {}

  static List<Problem> oneWayOfReportingSilence(Monitor monitor) {
    boolean older = monitor.isTrue("notify_no_data") || monitor.has("no_data_timeframe");
    if (!older || !saysMissing(monitor)) {
      return List.of();
    }
    boolean fits = !WITHOUT_MISSING.contains(monitor.type());
    String second = monitor.isTrue("notify_no_data") ? "notify_no_data" : "no_data_timeframe";
    return List.of(
        monitor
            .error(
                NO_DATA,
                Monitor.option("on_missing_data"),
                "on_missing_data and " + second + " both say what silence means",
                fits
                    ? "Keep onMissingData, which is this type's."
                    : "Keep notifyNoData and noDataTimeframe, which are this type's.")
            .against(monitor.draft().place(Monitor.option(second))));
  }

  static List<Problem> timeframeIsUsed(Monitor monitor) {
    if (!monitor.has("no_data_timeframe")
        || monitor.isTrue("notify_no_data")
        || saysMissing(monitor)) {
      return List.of();
    }
    return List.of(
        monitor.warning(
            TIMEFRAME,
            Monitor.option("no_data_timeframe"),
            "no_data_timeframe says nothing while notify_no_data is not true",
            "Set notifyNoData: true, or take it out."));
  }

  static List<Problem> timeframeIsLongEnough(Monitor monitor) {
    Optional<BigDecimal> timeframe = monitor.number("no_data_timeframe");
    Optional<Long> window = monitor.query().minutes();
    if (!monitor.isTrue("notify_no_data") || timeframe.isEmpty() || window.isEmpty()) {
      return List.of();
    }
    long least = 2 * window.get();
    return timeframe.get().compareTo(BigDecimal.valueOf(least)) >= 0
        ? List.of()
        : List.of(
            monitor.warning(
                TIMEFRAME,
                Monitor.option("no_data_timeframe"),
                "silence is reported after %s minutes, and the query looks at %d"
                    .formatted(Monitor.plain(timeframe.get()), window.get()),
                "Datadog advises at least twice the window: %d.".formatted(least)));
  }

  static List<Problem> missingDataFitsTheType(Monitor monitor) {
    boolean scheduled = monitor.has("scheduling_options/custom_schedule");
    if (!saysMissing(monitor) || !WITHOUT_MISSING.contains(monitor.type()) || scheduled) {
      return List.of();
    }
    return List.of(
        monitor.error(
            MISSING,
            Monitor.option("on_missing_data"),
            "a monitor of type " + monitor.draft().text("/type") + " has no on_missing_data",
            monitor.type() == MonitorType.COMPOSITE
                ? "Take it out; what the combined monitors say counts."
                : "Use notifyNoData and noDataTimeframe."));
  }

  static List<Problem> retentionIsInRange(Monitor monitor) {
    String given = monitor.text("group_retention_duration");
    if (given.isEmpty()) {
      return List.of();
    }
    Optional<Long> minutes = MonitorQuery.minutes(given);
    return minutes.isPresent() && minutes.get() >= 60 && minutes.get() <= 72 * 60
        ? List.of()
        : List.of(
            monitor.error(
                RETENTION,
                Monitor.option("group_retention_duration"),
                given + " is not between 60m and 72h",
                "Write minutes, hours or days: 90m, 24h, 2d."));
  }

  private static boolean saysMissing(Monitor monitor) {
    return monitor.has("on_missing_data") && !monitor.text("on_missing_data").equals("default");
  }
}
