package dev.heel.kinds.monitor.checks;

import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.query.tree.Span;
import dev.heel.query.tree.Window;
import dev.heel.resource.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What silence means (Datadog API v1, {@code notify_no_data}, {@code no_data_timeframe}, {@code
 * on_missing_data}, {@code group_retention_duration}).
 */
final class NoDataChecks {
  static final String NO_DATA = "monitor-no-data";
  static final String TIMEFRAME = "monitor-no-data-timeframe";
  static final String MISSING = "monitor-missing-data";
  static final String RETENTION = "monitor-group-retention";

  private static final BigDecimal LONGEST_SILENCE = BigDecimal.valueOf(1440);

  private NoDataChecks() {}

  static List<Problem> oneWayOfReportingSilence(Monitor monitor) {
    boolean older = monitor.isTrue("notify_no_data") || monitor.has("no_data_timeframe");
    if (!older || !saysMissing(monitor)) {
      return List.of();
    }
    String second = monitor.isTrue("notify_no_data") ? "notify_no_data" : "no_data_timeframe";
    return List.of(
        monitor
            .warning(
                NO_DATA,
                Monitor.option("on_missing_data"),
                "on_missing_data and " + second + " both say what silence means",
                "Keep onMissingData; the others are its older form.")
            .against(monitor.draft().place(Monitor.option(second))));
  }

  /** An export says both where silence is not told, so only a time frame alone is a slip. */
  static List<Problem> timeframeIsUsed(Monitor monitor) {
    if (!monitor.has("no_data_timeframe")
        || monitor.has("notify_no_data")
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

  /** Only combined monitors know what the silence of their parts means. */
  static List<Problem> missingDataFitsTheType(Monitor monitor) {
    return saysMissing(monitor) && monitor.type() == MonitorType.COMPOSITE
        ? List.of(
            missing(
                monitor,
                "on_missing_data",
                "a composite has no on_missing_data of its own",
                "Take it out; what the monitors that it combines say counts."))
        : List.of();
  }

  /** Published by the validator of grosser/kennel, whose authors met the refusals. */
  static List<Problem> missingDataContradictsNothing(Monitor monitor) {
    if (saysMissing(monitor) && monitor.query().hasFunction("default_zero")) {
      return List.of(
          missing(
              monitor,
              "on_missing_data",
              "default_zero() in the query fills what on_missing_data tells of",
              "Take one of the two out."));
    }
    boolean resolves = monitor.text("on_missing_data").equals("resolve");
    return resolves && monitor.value("timeout_h").asDouble(0) > 0
        ? List.of(
            missing(
                monitor,
                "timeout_h",
                "missing data resolves the monitor already, and so does timeout_h",
                "Keep one of the two."))
        : List.of();
  }

  private static Problem missing(Monitor monitor, String option, String message, String remedy) {
    return monitor.warning(MISSING, Monitor.option(option), message, remedy);
  }

  /**
   * A group without data is kept for a day; Datadog's logs have windows in place of time frames.
   */
  static List<Problem> timeframeFitsTheType(Monitor monitor) {
    if (!monitor.isTrue("notify_no_data") || !monitor.has("no_data_timeframe")) {
      return List.of();
    }
    if (monitor.draft().text("/type").equals("log alert")) {
      return List.of(
          timeframe(
              monitor,
              "a monitor of logs has no no_data_timeframe",
              "Take it out, and say onMissingData: show_and_notify_no_data in place of"
                  + " notifyNoData."));
    }
    Optional<BigDecimal> minutes = monitor.number("no_data_timeframe");
    return minutes.isPresent()
            && minutes.get().compareTo(LONGEST_SILENCE) > 0
            && monitor.type() == MonitorType.METRIC
            && !monitor.has("group_retention_duration")
        ? List.of(
            timeframe(
                monitor,
                "no_data_timeframe is %s minutes, and Datadog keeps a group without data for a day"
                    .formatted(Monitor.plain(minutes.get())),
                "Write minutes, 1440 at most."))
        : List.of();
  }

  private static Problem timeframe(Monitor monitor, String message, String remedy) {
    return monitor.warning(TIMEFRAME, Monitor.option("no_data_timeframe"), message, remedy);
  }

  static List<Problem> retentionIsInRange(Monitor monitor) {
    String given = monitor.text("group_retention_duration");
    if (given.isEmpty()) {
      return List.of();
    }
    Optional<Long> minutes = new Window(given, new Span(0, given.length())).minutes();
    return minutes.isPresent() && minutes.get() >= 60 && minutes.get() <= 72 * 60
        ? List.of()
        : List.of(
            monitor.warning(
                RETENTION,
                Monitor.option("group_retention_duration"),
                given + " is not between 60m and 72h",
                "Write minutes, hours or days: 90m, 24h, 2d."));
  }

  private static boolean saysMissing(Monitor monitor) {
    return monitor.has("on_missing_data") && !monitor.text("on_missing_data").equals("default");
  }
}
