package dev.heel.kinds.monitor.checks;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heel.resource.Problem.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * For each check: its rule and severity, a monitor's spec that breaks it, and one that does not.
 */
final class MonitorCases {
  private static final String METRIC = "type: metric alert\nquery: 'avg(last_5m):avg:m{*} > 800'\n";
  private static final String FALLING =
      "type: metric alert\nquery: 'avg(last_5m):avg:m{*} <= 10'\n";
  private static final String BY_HOST =
      "type: metric alert\nquery: 'avg(last_5m):avg:m{*} by {host,az} > 8'\n";
  private static final String LOGS =
      "type: log alert\nquery: 'logs(\"*\").index(\"*\").rollup(\"count\").by(\"service\")"
          + ".last(\"5m\") > 2'\n";
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
            tags(),
            templates(),
            queries(),
            references())
        .flatMap(List::stream);
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
        error(
            "monitor-no-data",
            LOGS + "options: {notifyNoData: true, onMissingData: resolve}",
            LOGS + "options: {notifyNoData: false, onMissingData: resolve}"),
        warning(
            "monitor-no-data-timeframe",
            METRIC + "options: {noDataTimeframe: 10}",
            METRIC + "options: {notifyNoData: true, noDataTimeframe: 10}"),
        warning(
            "monitor-no-data-timeframe",
            METRIC + "options: {notifyNoData: true, noDataTimeframe: 9}",
            METRIC + "options: {notifyNoData: true, noDataTimeframe: 10}"),
        error(
            "monitor-missing-data",
            METRIC + "options: {onMissingData: resolve}",
            LOGS + "options: {onMissingData: resolve}"),
        error(
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
            METRIC + "options: {newGroupDelay: 60, newHostDelay: 300}",
            METRIC + "options: {newGroupDelay: 60}"));
  }

  private static List<Arguments> windows() {
    return List.of(
        error(
            "monitor-window",
            "type: metric alert\nquery: 'avg(last_five):avg:m{*} > 8'",
            "type: metric alert\nquery: 'avg(last_30d):avg:m{*} > 8'"),
        warning("monitor-window", "type: metric alert\nquery: 'avg:m{*} > 8'", METRIC),
        error("monitor-window", LOGS.replace("\"5m\"", "\"5 minutes\""), LOGS),
        warning("monitor-window-range", METRIC.replace("5m", "20000m"), METRIC),
        warning("monitor-window-range", LOGS.replace("\"5m\"", "\"49h\""), LOGS));
  }

  private static List<Arguments> countedWindows() {
    return List.of(
        error(
            "monitor-service-check",
            ALIVE.formatted(2) + t("critical: 3"),
            ALIVE.formatted(4) + t("critical: 3")),
        error("monitor-service-check", ALIVE.formatted(101), ALIVE.formatted(100)),
        error("monitor-threshold-windows", ODD, ODD + odd("last_15m")),
        error("monitor-threshold-windows", ODD + odd("last_1h"), ODD + odd("last_15m")),
        error("monitor-threshold-windows", ODD + odd("15m"), ODD + odd("last_15m")),
        warning("monitor-threshold-windows", METRIC + odd("last_15m"), METRIC));
  }

  private static List<Arguments> schedules() {
    String start = "options: {schedulingOptions: {evaluationWindow: {%s}}}";
    String daily = METRIC.replace("last_5m", "current_1d");
    return List.of(
        error(
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
        error(
            "monitor-schedule",
            schedule.formatted("BYHOUR=8", ""),
            schedule.formatted("FREQ=DAILY", "")),
        error(
            "monitor-schedule",
            schedule.formatted("DTSTART=20260101;FREQ=DAILY", ""),
            schedule.formatted("FREQ=DAILY", ", start: '2026-01-05T08:00:00'")),
        error(
            "monitor-schedule",
            METRIC + "options: {onMissingData: resolve, schedulingOptions: {customSchedule: {}}}",
            schedule.formatted("FREQ=DAILY", "")),
        error(
            "monitor-schedule",
            schedule.replace("  onMissingData: show_no_data\n", "").formatted("FREQ=DAILY", ""),
            schedule.formatted("FREQ=DAILY", "")),
        warning(
            "monitor-schedule",
            schedule.formatted("FREQ=DAILY", "") + "  requireFullWindow: true",
            schedule.formatted("FREQ=DAILY", "") + "  requireFullWindow: false"));
  }

  private static List<Arguments> tags() {
    return List.of(
        error(
            "monitor-notify-by",
            BY_HOST + "options: {notifyBy: [pod]}",
            BY_HOST + "options: {notifyBy: [az]}"),
        error(
            "monitor-notify-by",
            BY_HOST + "options: {notifyBy: ['*', az]}",
            BY_HOST + "options: {notifyBy: ['*']}"),
        warning(
            "monitor-ungrouped-variable",
            METRIC + "message: 'on {{host.ip}}'",
            BY_HOST + "message: 'on {{host.ip}} in {{az.name}}: {{value}}'"),
        warning(
            "monitor-ungrouped-variable",
            LOGS + "message: '{{pod.name}}'",
            LOGS + "message: '{{service.name}} {{log.attributes.x}} {{event.name}}'"),
        warning(
            "monitor-tag",
            METRIC + "tags: ['1st']",
            METRIC + "tags: ['a:B/c.d-e', 'x:$(cluster.name)']"),
        warning("monitor-tag", METRIC + "tags: [a" + "b".repeat(200) + "]", METRIC),
        error("marker-reserved", METRIC + "tags: ['heel_owner:a/b']", METRIC + "tags: [heel]"));
  }

  private static List<Arguments> templates() {
    return List.of(
        error(
            "monitor-template",
            METRIC + "message: '{{#is_alert}}x'",
            METRIC + "message: '{{#is_alert}}x{{else}}y{{/is_alert}}'"),
        error(
            "monitor-template",
            METRIC + "message: '{{#is_alert}}{{#is_match \"a\" \"b\"}}x{{/is_alert}}{{/is_match}}'",
            METRIC + "message: '{{#is_match \"a.name\" \"b\"}}x{{/is_match}}'"),
        error("monitor-template", METRIC + "message: 'x{{/is_alert}}'", METRIC),
        error(
            "monitor-template",
            METRIC + "message: '{{value'",
            METRIC + "message: '{{{{raw}}}} {{value {{{{/raw}}}}'"),
        warning(
            "monitor-template-block",
            METRIC + "message: '{{#is_alrt}}x{{/is_alrt}}'",
            METRIC + "message: '{{^is_recovery}}x{{/is_recovery}}'"));
  }

  private static List<Arguments> queries() {
    return List.of(
        error("monitor-incomplete", "type: metric alert", METRIC),
        error(
            "monitor-incomplete",
            "query: 'avg(last_5m):m{*} > 8'",
            "definition: {type: metric alert, query: 'avg(last_5m):avg:m{*} > 8'}"),
        error("monitor-comparison", "type: log alert\nquery: query", LOGS),
        error("monitor-comparison", METRIC.replace("800", ".5"), METRIC.replace("800", "0.5")),
        error(
            "monitor-composite",
            "type: composite\nquery: 1 && && 2",
            "type: composite\nquery: '1'"),
        error(
            "monitor-composite",
            "type: composite\nquery: (1 || 2",
            "type: composite\nquery: '!(1 || $(DatadogMonitor/b)) && 3'"),
        error(
            "monitor-composite",
            "type: composite\nquery: 1 && $(DatadogDashboard/b)",
            "type: composite\nquery: 1 && $(DatadogMonitor/b)"),
        error(
            "monitor-synthetics",
            "type: synthetics alert\nquery: x",
            "type: synthetics alert\nquery: x\nadopt: {id: '1'}"));
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

  private static String t(String thresholds) {
    return "options: {thresholds: {" + thresholds + "}}";
  }

  private static String odd(String window) {
    return "options: {thresholdWindows: {triggerWindow: " + window + ", recoveryWindow: last_1h}}";
  }

  private static Arguments error(String rule, String bad, String good) {
    return arguments(rule, Severity.ERROR, bad, good);
  }

  private static Arguments warning(String rule, String bad, String good) {
    return arguments(rule, Severity.WARNING, bad, good);
  }
}
