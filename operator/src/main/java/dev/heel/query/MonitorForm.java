package dev.heel.query;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The forms of query that a type of monitor has (Datadog API v1, "Create a monitor"; recorded
 * exchanges for the newer types).
 *
 * @param type in Datadog's words
 * @param isMetric whether it takes metric queries
 * @param sources the words that begin its other queries, such as logs
 * @param isOpen whether it may have sources that are not known here
 */
record MonitorForm(String type, boolean isMetric, Set<String> sources, boolean isOpen) {
  static final String FORMULA = "formula";
  private static final Set<String> SLO = Set.of("error_budget", "burn_rate");
  private static final Set<String> ERRORS =
      Set.of(
          "error-tracking", "error-tracking-rum", "error-tracking-traces", "error-tracking-logs");

  /** The steps of such queries. */
  static final Set<String> STEPS =
      Set.of(
          "anomaly",
          "as_count",
          "as_rate",
          "by",
          "change",
          "count_by_status",
          "current",
          "exclude",
          "impact",
          "index",
          "last",
          "long_window",
          "new",
          "over",
          "pct_by_status",
          "regression",
          "rollup",
          "short_window",
          "source",
          "storage",
          "threshold");

  /** Sources whose first argument is a search. */
  static final Set<String> SEARCHES =
      Stream.concat(
              ERRORS.stream(),
              Stream.of(
                  "audits",
                  "ci-pipelines",
                  "ci-tests",
                  "database-monitoring",
                  "events",
                  "llm-observability",
                  "logs",
                  "network-path",
                  "network-performance",
                  "rum",
                  "trace-analytics"))
          .collect(Collectors.toUnmodifiableSet());

  /** All words that begin a query. */
  static final Set<String> SOURCES =
      Stream.of(SEARCHES, SLO, Set.of(FORMULA, "processes"))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  static MonitorForm of(String type) {
    return switch (type) {
      case "metric alert", "query alert" -> new MonitorForm(type, true, Set.of(FORMULA), false);
      case "log alert" -> events(type, "logs");
      case "event alert", "event-v2 alert" -> events(type, "events");
      case "audit alert" -> events(type, "audits");
      case "rum alert" -> events(type, "rum");
      case "trace-analytics alert" -> events(type, "trace-analytics");
      case "ci-pipelines alert" -> events(type, "ci-pipelines");
      case "ci-tests alert" -> events(type, "ci-tests");
      case "error-tracking alert" -> events(type, ERRORS.toArray(String[]::new));
      case "process alert" -> events(type, "processes");
      case "slo alert" -> new MonitorForm(type, false, SLO, false);
      case "service check", "composite", "synthetics alert" ->
          new MonitorForm(type, false, Set.of(), false);
      default -> new MonitorForm(type, true, SOURCES, true);
    };
  }

  private static MonitorForm events(String type, String... sources) {
    Set<String> all =
        Stream.concat(Stream.of(sources), Stream.of(FORMULA)).collect(Collectors.toSet());
    return new MonitorForm(type, false, all, false);
  }

  boolean isComposite() {
    return type.equals("composite");
  }

  boolean isServiceCheck() {
    return type.equals("service check");
  }

  boolean isUnspoken() {
    return type.equals("synthetics alert");
  }

  /** How its queries begin, for people. */
  String beginning() {
    if (isServiceCheck()) {
      return "\"check.name\".over(\"*\")";
    }
    List<String> calls = sources.stream().sorted().map(each -> each + "(…)").toList();
    String others = String.join(" or ", calls);
    return isMetric ? "avg(last_5m):avg:metric{*} > 1" : others;
  }
}
