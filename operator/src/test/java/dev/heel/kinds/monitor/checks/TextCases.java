package dev.heel.kinds.monitor.checks;

import static dev.heel.kinds.monitor.checks.MonitorCases.BY_HOST;
import static dev.heel.kinds.monitor.checks.MonitorCases.LOGS;
import static dev.heel.kinds.monitor.checks.MonitorCases.METRIC;
import static dev.heel.kinds.monitor.checks.MonitorCases.error;
import static dev.heel.kinds.monitor.checks.MonitorCases.t;
import static dev.heel.kinds.monitor.checks.MonitorCases.warning;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** The part of {@link MonitorCases} that is of texts: queries, tags, messages. */
final class TextCases {
  private TextCases() {}

  static List<Arguments> tags() {
    return List.of(
        warning(
            "monitor-notify-by",
            BY_HOST + "options: {notifyBy: [pod]}",
            BY_HOST + "options: {notifyBy: [az]}"),
        warning(
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

  static List<Arguments> templates() {
    return List.of(
        warning(
            "monitor-template",
            METRIC + "message: '{{#is_alert}}x'",
            METRIC + "message: '{{#is_alert}}x{{else}}y{{/is_alert}}'"),
        warning(
            "monitor-template",
            METRIC + "message: '{{#is_alert}}{{#is_match \"a\" \"b\"}}x{{/is_alert}}{{/is_match}}'",
            METRIC + "message: '{{#is_match \"a.name\" \"b\"}}x{{/is_match}}'"),
        warning("monitor-template", METRIC + "message: 'x{{/is_alert}}'", METRIC),
        warning(
            "monitor-template",
            METRIC + "message: '{{value'",
            METRIC + "message: '{{{{raw}}}} {{value {{{{/raw}}}}'"),
        warning(
            "monitor-template-block",
            METRIC + "message: '{{#is_alrt}}x{{/is_alrt}}'",
            METRIC + "message: '{{^is_recovery}}x{{/is_recovery}}'"));
  }

  static List<Arguments> messages() {
    String warned = "{{#is_warning}}x{{/is_warning}}";
    String silent = "{{#is_no_data}}x{{/is_no_data}}";
    String match = "{{#is_match \"%s.name\" \"a\"}}x{{/is_match}}";
    return List.of(
        warning(
            "monitor-template-never",
            METRIC + "message: '" + warned + "'",
            METRIC + "message: '" + warned + "'\n" + t("warning: 5")),
        warning(
            "monitor-template-never",
            METRIC + "message: '" + silent + "'",
            METRIC + "message: '" + silent + "'\noptions: {notifyNoData: true}"),
        warning(
            "monitor-template-never",
            BY_HOST + "message: '" + match.formatted("room") + "'",
            BY_HOST + "message: '" + match.formatted("host") + "'"),
        warning(
            "monitor-template-never",
            METRIC + "options: {escalationMessage: '" + silent + "', renotifyInterval: 9}",
            METRIC.replace("m{*}", "m{room:a}") + "message: '" + match.formatted("room") + "'"),
        warning(
            "monitor-template-never",
            METRIC + "message: '{{#is_renotify}}x{{/is_renotify}}'",
            METRIC + "message: '{{^is_renotify}}x{{/is_renotify}}'"),
        warning(
            "monitor-template-never",
            METRIC + "message: '{{#is_priority \"P1\"}}x{{/is_priority}}'",
            METRIC + "message: '{{#is_priority \"P1\"}}x{{/is_priority}}'\npriority: 1"),
        warning(
            "monitor-template-variable",
            METRIC + "message: '{{thresold}}'",
            METRIC + "message: '{{threshold}} {{eval \"1+value\"}}'"),
        warning(
            "monitor-template-variable",
            BY_HOST + "message: '{{host.nmae}} {{az}}'",
            BY_HOST + "message: '{{host.name}} {{az.name}} {{host.env}}'"),
        warning(
            "monitor-template-variable",
            METRIC + "message: '{{#is_alert}}x{{else}}y{{/is_alert}}'",
            METRIC + "message: '{{#is_alert}}x{{/is_alert}}{{^is_alert}}y{{/is_alert}}'"));
  }

  static List<Arguments> queries() {
    return List.of(
        error("monitor-incomplete", "type: metric alert", METRIC),
        error(
            "monitor-incomplete",
            "query: 'avg(last_5m):m{*} > 8'",
            "definition: {type: metric alert, query: 'avg(last_5m):avg:m{*} > 8'}"),
        error("monitor-comparison", "type: log alert\nquery: query", LOGS),
        warning("monitor-comparison", "type: rum alert\nquery: rum(\"*\").last(\"5m\")", LOGS),
        warning("monitor-comparison", METRIC.replace("800", ".5"), METRIC.replace("800", "0.5")),
        warning("monitor-comparison", METRIC.replace("800", "5."), METRIC.replace("800", "5.0")),
        warning(
            "monitor-query", "type: composite\nquery: 1 && && 2", "type: composite\nquery: '1'"),
        warning(
            "monitor-query",
            "type: composite\nquery: (1 || 2",
            "type: composite\nquery: '!(1 || $(DatadogMonitor/b)) && 3'"),
        warning(
            "monitor-query",
            "type: composite\nquery: 1 && $(DatadogDashboard/b)",
            "type: composite\nquery: 1 && $(DatadogMonitor/b)"),
        warning(
            "monitor-synthetics",
            "type: synthetics alert\nquery: x",
            "type: synthetics alert\nquery: x\nadopt: {id: '1'}"));
  }
}
