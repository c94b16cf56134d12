package dev.heel.kinds.monitor.checks;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heel.engine.problem.IgnoredRules;
import dev.heel.resource.Problem.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * For each check: its rule and severity, a monitor's spec that breaks it, and one that does not.
 */
final class MonitorCases {
  static final String METRIC = "type: metric alert\nquery: 'avg(last_5m):avg:m{*} > 800'\n";
  private static final String FALLING =
      "type: metric alert\nquery: 'avg(last_5m):avg:m{*} <= 10'\n";
  static final String BY_HOST =
      "type: metric alert\nquery: 'avg(last_5m):avg:m{*} by {host,az} > 8'\n";
  static final String LOGS =
      "type: log alert\nquery: 'logs(\"*\").index(\"*\").rollup(\"count\").by(\"service\")"
          + ".last(\"5m\") > 2'\n";
  private static final String EVENTS =
      "type: event-v2 alert\nquery: 'events(\"*\").rollup(\"count\").last(\"5m\") > 2'\n";
  private static final String ODD =
      "type: query alert\nquery: \"avg(last_4h):anomalies(avg:m{*}, 'agile', 2,"
          + " alert_window='last_15m') >= 1\"\n";
  private static final String ALIVE =
      "type: service check\nquery: '\"c\".over(\"*\").by(\"host\").last(%s).count_by_status()'\n";
  private static final String SCHEDULE =
      "  onMissingData: show_no_data\n"
          + "  schedulingOptions: {customSchedule: {recurrences: [{rrule: '%s'%s}]}}\n";

  private MonitorCases() {}

  static Stream<Arguments> cases() {
    return Stream.of(
            thresholds(),
            recoveries(),
            silence(),
            repetitions(),
            windows(),
            countedWindows(),
            schedules(),
            recurrences(),
            TextCases.tags(),
            TextCases.templates(),
            TextCases.messages(),
            TextCases.queries(),
            references())
        .flatMap(List::stream);
  }

  /** Those whose errors tell what Datadog refuses, and so can be overruled. */
  static Stream<Arguments> refusals() {
    return cases()
        .filter(each -> each.get()[1] == Severity.ERROR)
        .filter(each -> IgnoredRules.isRefusal((String) each.get()[0]));
  }

  private static List<Arguments> thresholds() {
    return List.of(
        error("monitor-threshold", METRIC + t("critical: 900"), METRIC + t("critical: 800.0")),
        error("monitor-threshold-order", METRIC + t("warning: 900"), METRIC + t("warning: 500")),
        error("monitor-threshold-order", FALLING + t("warning: 5"), FALLING + t("warning: 20")),
        warning("monitor-threshold-order", METRIC + t("warning: 800"), METRIC + t("warning: 799")));
  }

  private static List<Arguments> recoveries() {
    return List.of(
        error(
            "monitor-recovery-threshold",
            METRIC + t("criticalRecovery: 801"),
            METRIC + t("criticalRecovery: 700")),
        error(
            "monitor-recovery-threshold",
            EVENTS + t("criticalRecovery: 1"),
            EVENTS + t("warning: 1")),
        error(
            "monitor-recovery-threshold",
            FALLING + t("criticalRecovery: 10"),
            METRIC + t("criticalRecovery: 800")),
        error(
            "monitor-recovery-threshold",
            FALLING + t("warning: 20, warningRecovery: 15"),
            FALLING + t("warning: 20, warningRecovery: 25")),
        warning(
            "monitor-threshold-unused",
            METRIC + t("warningRecovery: 3"),
            METRIC + t("warning: 5, warningRecovery: 3")),
        warning(
            "monitor-threshold-unused",
            "type: composite\nquery: 1 && 2\n" + t("critical: 1"),
            "type: composite\nquery: 1 && 2\n"));
  }

  private static List<Arguments> silence() {
    return List.of(
        warning(
            "monitor-no-data",
            LOGS + "options: {notifyNoData: true, onMissingData: resolve}",
            LOGS + "options: {notifyNoData: false, onMissingData: resolve}"),
        warning(
            "monitor-no-data-timeframe",
            METRIC + "options: {noDataTimeframe: 10}",
            METRIC + "options: {notifyNoData: false, noDataTimeframe: 10}"),
        warning(
            "monitor-no-data-timeframe",
            METRIC + "options: {notifyNoData: true, noDataTimeframe: 9}",
            METRIC + "options: {notifyNoData: true, noDataTimeframe: 10}"),
        warning(
            "monitor-no-data-timeframe",
            LOGS + "options: {notifyNoData: true, noDataTimeframe: 30}",
            LOGS + "options: {onMissingData: show_and_notify_no_data}"),
        warning(
            "monitor-no-data-timeframe",
            BY_HOST + "options: {notifyNoData: true, noDataTimeframe: 86400}",
            BY_HOST + "options: {notifyNoData: true, noDataTimeframe: 1440}"),
        warning(
            "monitor-missing-data",
            "type: composite\nquery: 1 && 2\noptions: {onMissingData: resolve}",
            METRIC + "options: {onMissingData: resolve}"),
        warning(
            "monitor-missing-data",
            METRIC.replace("avg:m{*}", "default_zero(avg:m{*})")
                + "options: {onMissingData: show_no_data}",
            METRIC + "options: {onMissingData: show_no_data}"),
        warning(
            "monitor-missing-data",
            LOGS + "options: {onMissingData: resolve, timeoutH: 4}",
            LOGS + "options: {onMissingData: resolve, timeoutH: 0}"),
        warning(
            "monitor-group-retention",
            LOGS + "options: {groupRetentionDuration: 4d}",
            LOGS + "options: {groupRetentionDuration: 72h}"));
  }

  private static List<Arguments> repetitions() {
    return List.of(
        warning(
            "monitor-renotify",
            METRIC + "options: {escalationMessage: again}",
            METRIC + "options: {escalationMessage: again, renotifyInterval: 10}"),
        warning(
            "monitor-renotify",
            METRIC + "options: {renotifyOccurrences: 2, renotifyInterval: 0}",
            METRIC + "options: {renotifyOccurrences: 2, renotifyInterval: 10}"),
        warning(
            "monitor-new-group-delay",
            BY_HOST + "options: {newGroupDelay: 60, newHostDelay: 120}",
            BY_HOST + "options: {newGroupDelay: 60, newHostDelay: 300}"),
        error(
            "monitor-new-group-delay",
            METRIC + "options: {newGroupDelay: 60}",
            BY_HOST + "options: {newGroupDelay: 60}"),
        warning(
            "monitor-renotify",
            METRIC + "options: {renotifyInterval: 30, renotifyStatuses: [warn]}",
            METRIC
                + "options: {renotifyInterval: 30, renotifyStatuses: [warn],"
                + " thresholds: {warning: 5}}"),
        warning(
            "monitor-renotify",
            METRIC + "options: {renotifyInterval: 30, renotifyStatuses: [no data]}",
            METRIC
                + "options: {renotifyInterval: 30, renotifyStatuses: [no data],"
                + " onMissingData: show_and_notify_no_data}"));
  }

  private static List<Arguments> windows() {
    return List.of(
        error(
            "monitor-query",
            "type: metric alert\nquery: 'avg(last_five):avg:m{*} > 8'",
            "type: metric alert\nquery: 'avg(last_30d):avg:m{*} > 8'"),
        error("monitor-query", "type: metric alert\nquery: 'avg:m{*} > 8'", METRIC),
        warning("monitor-window", LOGS.replace("\"5m\"", "\"5 minutes\""), LOGS),
        warning("monitor-window-range", METRIC.replace("5m", "20000m"), METRIC),
        warning("monitor-window-range", LOGS.replace("\"5m\"", "\"49h\""), LOGS));
  }

  private static List<Arguments> countedWindows() {
    return List.of(
        error(
            "monitor-service-check",
            ALIVE.formatted(2) + t("critical: 3"),
            ALIVE.formatted(4) + t("critical: 3")),
        warning("monitor-service-check", ALIVE.formatted(101), ALIVE.formatted(100)),
        warning(
            "monitor-service-check",
            ALIVE.formatted(2).replace(".by(\"host\")", ""),
            ALIVE.formatted(2)),
        warning("monitor-threshold-windows", ODD + odd("last_1h"), ODD + odd("last_15m")),
        warning("monitor-threshold-windows", ODD + odd("15m"), ODD + odd("last_15m")),
        warning("monitor-threshold-windows", METRIC + odd("last_15m"), METRIC));
  }

  private static List<Arguments> schedules() {
    String start = "options: {schedulingOptions: {evaluationWindow: {%s}}}";
    String daily = METRIC.replace("last_5m", "current_1d");
    return List.of(
        warning(
            "monitor-schedule",
            daily + start.formatted("hourStarts: 1, dayStarts: '04:00'"),
            daily + start.formatted("dayStarts: '04:00', timezone: Europe/Paris")),
        error(
            "time-zone",
            daily + start.formatted("timezone: Europe/Pariss"),
            daily + start.formatted("timezone: UTC")),
        warning(
            "monitor-schedule",
            METRIC + start.formatted("hourStarts: 1"),
            daily + start.formatted("hourStarts: 1")));
  }

  private static List<Arguments> recurrences() {
    String schedule = METRIC + "options:\n" + SCHEDULE;
    return List.of(
        warning(
            "monitor-schedule",
            schedule.formatted("BYHOUR=8", ""),
            schedule.formatted("FREQ=DAILY", "")),
        warning(
            "monitor-schedule",
            schedule.formatted("DTSTART=20260101;FREQ=DAILY", ""),
            schedule.formatted("FREQ=DAILY", ", start: '2026-01-05T08:00:00'")),
        warning(
            "monitor-schedule",
            METRIC + "options: {onMissingData: resolve, schedulingOptions: {customSchedule: {}}}",
            schedule.formatted("FREQ=DAILY", "")),
        warning(
            "monitor-schedule",
            schedule.formatted("FREQ=DAILY", "") + "  requireFullWindow: true",
            schedule.formatted("FREQ=DAILY", "") + "  requireFullWindow: false"));
  }

  private static List<Arguments> references() {
    return List.of(
        error("unknown-reference", METRIC + "message: $(clster.name)", METRIC + "message: $$(x)"),
        error(
            "secret-place",
            METRIC + "message: $(secret/a/b)",
            METRIC + "message: $(DatadogDashboard/b.url)"),
        error(
            "reference-cycle",
            METRIC + "message: $(DatadogMonitor/a)",
            METRIC + "message: $(DatadogMonitor/b)"),
        error("wrong-type", METRIC + "priority: high", METRIC + "priority: 1"),
        error("wrong-type", METRIC + "options: []", METRIC + "options: {}"),
        error("wrong-type", "definition: text", METRIC),
        error(
            "definition-twice",
            METRIC + "definition: {}\ndefinitionFrom: {configMapKeyRef: {name: a, key: b}}",
            METRIC + "definition: {}"),
        warning(
            "unknown-option",
            METRIC + "definition: {options: {notify_no_dta: true}}",
            METRIC + "definition: {options: {notify_no_data: true}, id: 5, creator: {name: x}}"));
  }

  static String t(String thresholds) {
    return "options: {thresholds: {" + thresholds + "}}";
  }

  private static String odd(String window) {
    return "options: {thresholdWindows: {triggerWindow: " + window + ", recoveryWindow: last_1h}}";
  }

  static Arguments error(String rule, String bad, String good) {
    return arguments(rule, Severity.ERROR, bad, good);
  }

  static Arguments warning(String rule, String bad, String good) {
    return arguments(rule, Severity.WARNING, bad, good);
  }
}
