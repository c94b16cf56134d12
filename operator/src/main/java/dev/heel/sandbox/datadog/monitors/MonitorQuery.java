package dev.heel.sandbox.datadog.monitors;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server reads out of a monitor's query; grammar: API reference, "Create a monitor". */
final class MonitorQuery {
  private static final Pattern COMPARISON =
      Pattern.compile(
          "(.*?)\\s*(<=|>=|==|!=|<|>)\\s*(-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)\\s*",
          Pattern.DOTALL);
  private static final Pattern WINDOW =
      Pattern.compile(
          "[a-z_0-9]+\\(.*?(last_(\\d+)(s|m|h|d|w|mo)|current_1(h|d|w|mo)).*", Pattern.DOTALL);

  /** Braces are never nested in a metric query: each pair holds a scope, a grouping or nothing. */
  private static final Pattern SCOPES = Pattern.compile("[^{}]*+(?:\\{[^{}]*+}[^{}]*+)++");

  private static final Pattern GROUPED =
      Pattern.compile("\\bby\\s*\\{\\s*[^}\\s]|\\.by\\(\\s*[\"']?(?![\"'*\\s)])", Pattern.DOTALL);
  private static final Pattern COMPOSITE = Pattern.compile("[\\s\\d()!&|]+");
  private static final Pattern ID = Pattern.compile("\\d+");
  private static final Pattern LAST = Pattern.compile("\\.last\\(\\s*(\\d+)\\s*\\)");
  private static final Pattern SCOPE = Pattern.compile("\\{([^}]*)\\}|\\.over\\(([^)]*)\\)");

  private MonitorQuery() {}

  /** The comparison at the end: {@code > 800}. */
  record Comparison(String left, String operator, BigDecimal threshold) {
    boolean upwards() {
      return operator.startsWith(">");
    }

    boolean downwards() {
      return operator.startsWith("<");
    }
  }

  static Optional<Comparison> comparison(String query) {
    Matcher matcher = COMPARISON.matcher(query);
    return matcher.matches()
        ? Optional.of(
            new Comparison(matcher.group(1), matcher.group(2), new BigDecimal(matcher.group(3))))
        : Optional.empty();
  }

  /** Whether this is {@code aggregation(window):…} or a formula, as metric monitors have it. */
  static boolean isMetricQuery(String query) {
    if (query.startsWith("formula(")) {
      return true;
    }
    Matcher matcher = WINDOW.matcher(query);
    boolean known = matcher.matches() && query.contains(":") && SCOPES.matcher(query).matches();
    return known && (matcher.group(2) == null || windowAllowed(matcher));
  }

  private static boolean windowAllowed(MatchResult window) {
    long number = Long.parseLong(window.group(2));
    return switch (window.group(3)) {
      case "m" -> number >= 1 && number <= 10_080;
      case "h" -> number >= 1 && number <= 168;
      default -> number >= 1;
    };
  }

  /** {@code current_1mo} and its kin: cumulative windows. */
  static boolean isCumulative(String query) {
    return query.contains("(current_1");
  }

  /** Whether the query splits into groups: {@code by {host}}, {@code .by("host")}. */
  static boolean isGrouped(String query) {
    return GROUPED.matcher(query).find();
  }

  /** The monitors that {@code 123 && !456} refers to; empty when it is no such expression. */
  static List<Long> parts(String query) {
    boolean composite = COMPOSITE.matcher(query).matches() && balanced(query);
    return composite
        ? ID.matcher(query).results().map(found -> Long.valueOf(found.group())).toList()
        : List.of();
  }

  private static boolean balanced(String query) {
    int depth = 0;
    for (char each : query.toCharArray()) {
      depth += each == '(' ? 1 : each == ')' ? -1 : 0;
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }

  /** {@code n} of a service check's {@code .last(n)}. */
  static OptionalInt last(String query) {
    Matcher matcher = LAST.matcher(query);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** Whether one of the query's scopes has this tag: {@code {env:prod,host:web}}. */
  static boolean scopeHas(String query, String tag) {
    return SCOPE
        .matcher(query)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .flatMap(scope -> List.of(scope.split("[,\\s\"']+")).stream())
        .anyMatch(tag::equals);
  }
}
