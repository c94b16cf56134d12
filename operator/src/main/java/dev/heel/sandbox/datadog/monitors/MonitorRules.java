package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.monitors.MonitorQuery.Comparison;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What Datadog refuses in a monitor, in its own words, one rule a method. The words were seen in
 * answers of the real API, most of them quoted in public issues of its clients; where none is
 * known, its general sentence about a bad parameter stands in.
 */
final class MonitorRules {
  private static final Set<String> TYPES =
      Set.of(
          "composite",
          "event alert",
          "log alert",
          "metric alert",
          "process alert",
          "query alert",
          "rum alert",
          "service check",
          "trace-analytics alert",
          "slo alert",
          "event-v2 alert",
          "audit alert",
          "ci-pipelines alert",
          "ci-tests alert",
          "error-tracking alert",
          "database-monitoring alert",
          "network-performance alert",
          "cost alert",
          "data-quality alert",
          "network-path alert",
          "data-jobs alert",
          "llm-observability alert");
  private static final Set<String> METRIC = Set.of("metric alert", "query alert");
  private static final Set<String> WITHOUT_COMPARISON = Set.of("composite", "service check");
  private static final String BAD_QUERY = Request.invalid("query");

  private static final List<Function<MonitorDefinition, Optional<String>>> RULES =
      List.of(
          MonitorRules::membersHaveTheirTypes,
          MonitorRules::typeIsKnown,
          MonitorRules::queryIsThere,
          MonitorRules::priorityIsInRange,
          MonitorRules::compositeRefersToMonitors,
          MonitorRules::serviceCheckIsComplete,
          MonitorRules::queryCompares,
          MonitorRules::metricQueryIsOne,
          MonitorRules::thresholdsHaveCritical,
          MonitorRules::criticalIsTheNumberInTheQuery,
          MonitorRules::eventsHaveNoRecovery,
          MonitorRules::warningComesFirst,
          MonitorRules::recoveryIsOutsideAlert);

  private MonitorRules() {}

  /**
   * @throws ApiError 400 with the first rule that is broken
   */
  static void check(MonitorDefinition definition) {
    RULES.stream()
        .flatMap(rule -> rule.apply(definition).stream())
        .findFirst()
        .ifPresent(
            text -> {
              throw ApiError.badRequest(text);
            });
  }

  private static Optional<String> membersHaveTheirTypes(MonitorDefinition definition) {
    Map<String, Function<JsonNode, Boolean>> types =
        Map.of(
            "name", JsonNode::isTextual,
            "type", JsonNode::isTextual,
            "query", JsonNode::isTextual,
            "message", JsonNode::isTextual,
            "tags", JsonNode::isArray,
            "options", JsonNode::isObject,
            "draft_status", JsonNode::isTextual,
            "assets", JsonNode::isArray);
    return types.entrySet().stream()
        .filter(each -> definition.json().hasNonNull(each.getKey()))
        .filter(each -> !each.getValue().apply(definition.json().get(each.getKey())))
        .map(each -> Request.invalid(each.getKey()))
        .sorted()
        .findFirst();
  }

  private static Optional<String> typeIsKnown(MonitorDefinition definition) {
    return broken(!TYPES.contains(definition.type()), Request.invalid("type"));
  }

  private static Optional<String> queryIsThere(MonitorDefinition definition) {
    return broken(definition.query().isEmpty(), BAD_QUERY);
  }

  private static Optional<String> priorityIsInRange(MonitorDefinition definition) {
    JsonNode priority = definition.json().path("priority");
    boolean absent = priority.isMissingNode() || priority.isNull();
    boolean good = priority.isIntegralNumber() && priority.asInt() >= 0 && priority.asInt() <= 5;
    return broken(!absent && !good, Request.invalid("priority"));
  }

  private static Optional<String> compositeRefersToMonitors(MonitorDefinition definition) {
    if (!definition.type().equals("composite")) {
      return Optional.empty();
    }
    List<Long> parts = MonitorQuery.parts(definition.query());
    if (parts.isEmpty()) {
      return Optional.of(BAD_QUERY);
    }
    boolean all = parts.stream().allMatch(id -> definition.monitors().apply(id).isPresent());
    return broken(!all, "Some monitor IDs are invalid");
  }

  private static Optional<String> serviceCheckIsComplete(MonitorDefinition definition) {
    if (!definition.type().equals("service check")) {
      return Optional.empty();
    }
    String query = definition.query();
    if (!query.contains(".over(") || MonitorQuery.last(query).isEmpty()) {
      return Optional.of(BAD_QUERY);
    }
    if (!query.contains(".by(")) {
      return Optional.of("A grouping must be specified for custom checks");
    }
    int last = MonitorQuery.last(query).getAsInt();
    boolean tooFew =
        List.of("ok", "warning", "critical").stream()
            .flatMap(name -> definition.threshold(name).stream())
            .anyMatch(threshold -> threshold.compareTo(BigDecimal.valueOf(last)) > 0);
    return broken(
            tooFew,
            "Last field should be larger than or equal to max threshold defined in monitor options")
        .or(() -> broken(last > 100, BAD_QUERY));
  }

  private static Optional<String> queryCompares(MonitorDefinition definition) {
    boolean missing = comparisonExpected(definition) && comparison(definition).isEmpty();
    String text =
        METRIC.contains(definition.type())
            ? BAD_QUERY
            : BAD_QUERY + ": invalid operator specified: ";
    return broken(missing, text);
  }

  private static Optional<String> metricQueryIsOne(MonitorDefinition definition) {
    boolean metric = METRIC.contains(definition.type());
    return broken(metric && !MonitorQuery.isMetricQuery(definition.query()), BAD_QUERY);
  }

  private static Optional<String> thresholdsHaveCritical(MonitorDefinition definition) {
    boolean given = definition.thresholds().isObject() && !definition.thresholds().isEmpty();
    boolean without = given && definition.threshold("critical").isEmpty();
    return broken(without && !definition.type().equals("composite"), "Alert status is required.");
  }

  private static Optional<String> criticalIsTheNumberInTheQuery(MonitorDefinition definition) {
    Optional<Comparison> comparison = comparison(definition);
    Optional<BigDecimal> critical = definition.threshold("critical");
    if (comparison.isEmpty() || critical.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal wanted = comparison.get().threshold();
    return broken(
        critical.get().compareTo(wanted) != 0,
        "Alert threshold (%s) does not match that used in the query (%s)."
            .formatted(plain(critical.get()), plain(wanted)));
  }

  private static Optional<String> eventsHaveNoRecovery(MonitorDefinition definition) {
    List<String> found =
        List.of("critical_recovery", "warning_recovery").stream()
            .filter(name -> definition.threshold(name).isPresent())
            .toList();
    return broken(
        definition.type().equals("event-v2 alert") && !found.isEmpty(),
        "Invalid threshold statuses found: " + String.join(", ", found) + ".");
  }

  private static Optional<String> warningComesFirst(MonitorDefinition definition) {
    boolean inside = insideAlert(definition, "warning", "critical");
    return broken(
        inside, "alert and warn criteria are such that the warning state will never be hit");
  }

  private static Optional<String> recoveryIsOutsideAlert(MonitorDefinition definition) {
    String text =
        "%s and %s recovery criteria are such that the monitor can be simultaneously in %s and %s"
            + " recovery states";
    if (crosses(definition, "critical_recovery", "critical")) {
      return Optional.of(text.formatted("alert", "alert", "alert", "alert"));
    }
    boolean warning = crosses(definition, "warning_recovery", "warning");
    return broken(warning, text.formatted("warn", "warn", "warn", "warn"));
  }

  /** Whether the threshold lies where the other one already holds, or is the same. */
  private static boolean insideAlert(MonitorDefinition definition, String name, String other) {
    return side(definition, name, other).map(side -> side >= 0).orElse(false);
  }

  /** Whether the threshold lies beyond the other one. */
  private static boolean crosses(MonitorDefinition definition, String name, String other) {
    return side(definition, name, other).map(side -> side > 0).orElse(false);
  }

  /** 1 when the threshold lies beyond the other in the direction of the query's operator. */
  private static Optional<Integer> side(MonitorDefinition definition, String name, String other) {
    Optional<Comparison> comparison =
        comparison(definition).filter(each -> each.upwards() || each.downwards());
    return comparison.flatMap(
        operator ->
            definition
                .threshold(name)
                .flatMap(a -> definition.threshold(other).map(a::compareTo))
                .map(order -> operator.upwards() ? order : -order));
  }

  private static boolean comparisonExpected(MonitorDefinition definition) {
    return !WITHOUT_COMPARISON.contains(definition.type());
  }

  private static Optional<Comparison> comparison(MonitorDefinition definition) {
    return comparisonExpected(definition)
        ? MonitorQuery.comparison(definition.query())
        : Optional.empty();
  }

  private static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.toPlainString();
  }

  private static Optional<String> broken(boolean broken, String text) {
    return broken ? Optional.of(text) : Optional.empty();
  }
}
