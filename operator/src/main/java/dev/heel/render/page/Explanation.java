package dev.heel.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.dashboard.Graph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the functions in a widget's queries do, a sentence each (Datadog documentation, "Functions",
 * "Algorithms" and "Rollup").
 */
final class Explanation {
  private static final Pattern ANOMALIES =
      Pattern.compile("anomalies\\(.*?,\\s*['\"]?(\\w+)['\"]?\\s*,\\s*([0-9.]+)");
  private static final Pattern ROLLUP =
      Pattern.compile("\\.rollup\\(\\s*(?:(avg|sum|min|max|count)\\s*,?)?\\s*([0-9]+)?\\s*\\)");
  private static final Pattern GROUPS = Pattern.compile("\\bby\\s*\\{([^{}]+)\\}");
  private static final Pattern SPAN = Pattern.compile("([0-9]+)(m|h|d|w|mo|y)");

  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "basic", "basic knows no time of day or week, only the recent past",
          "agile", "agile knows the time of day and week, and follows a new level quickly",
          "robust", "robust knows the time of day and week, and follows a new level slowly");
  private static final Map<String, String> OF_ALL =
      Map.of(
          "avg", "their average",
          "sum", "their sum",
          "min", "the smallest of them",
          "max", "the largest of them",
          "count", "their number");
  private static final Map<String, String> UNITS =
      Map.of("m", "minute", "h", "hour", "d", "day", "w", "week", "mo", "month", "y", "year");

  private Explanation() {}

  static List<String> of(Graph graph) {
    Set<String> sentences = new LinkedHashSet<>();
    for (Graph.Line line : graph.lines()) {
      groups(line.expression(), graph.type()).ifPresent(sentences::add);
      anomalies(line.expression()).ifPresent(sentences::add);
      rollup(line.expression()).ifPresent(sentences::add);
      others(line.expression()).forEach(sentences::add);
    }
    span(graph.definition()).ifPresent(sentences::add);
    return List.copyOf(sentences);
  }

  private static Optional<String> groups(String expression, String type) {
    Matcher groups = GROUPS.matcher(expression);
    String each = type.equals("timeseries") ? "A line for each " : "A value for each ";
    return groups.find()
        ? Optional.of(each + groups.group(1).strip().replaceAll("\\s*,\\s*", " and ") + ".")
        : Optional.empty();
  }

  private static Optional<String> anomalies(String expression) {
    Matcher found = ANOMALIES.matcher(expression);
    if (!found.find()) {
      return Optional.empty();
    }
    String how = ALGORITHMS.get(found.group(1));
    return Optional.of(
        "The grey band is where the value is expected, %s deviations wide to each side; what leaves"
                .formatted(found.group(2))
            + " it is red"
            + (how == null ? "." : "; " + how + "."));
  }

  private static Optional<String> rollup(String expression) {
    Matcher found = ROLLUP.matcher(expression);
    if (!found.find()) {
      return Optional.empty();
    }
    String method = found.group(1) == null ? "avg" : found.group(1);
    String time = found.group(2) == null ? "a stretch of time" : time(found.group(2));
    return Optional.of(
        "Rollup: all points of %s become one, %s.".formatted(time, OF_ALL.get(method)));
  }

  private static String time(String seconds) {
    long number = seconds.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(seconds);
    if (number >= 3600 && number % 3600 == 0) {
      return number == 3600 ? "an hour" : number / 3600 + " hours";
    }
    if (number >= 60 && number % 60 == 0) {
      return number == 60 ? "a minute" : number / 60 + " minutes";
    }
    return number + " seconds";
  }

  private static List<String> others(String expression) {
    List<String> sentences = new ArrayList<>();
    if (expression.contains(".as_count()")) {
      sentences.add("as_count: how often it happened, not how often a second.");
    }
    if (expression.contains(".as_rate()")) {
      sentences.add("as_rate: how often a second it happened.");
    }
    if (expression.contains("forecast(")) {
      sentences.add("Forecast: the line goes on as its past lets expect.");
    }
    if (expression.contains("outliers(")) {
      sentences.add("Outliers: a line that is unlike the others is marked.");
    }
    return sentences;
  }

  /** A widget may look at another time than its dashboard. */
  private static Optional<String> span(JsonNode definition) {
    Matcher span = SPAN.matcher(definition.at("/time/live_span").asText(""));
    if (!span.matches()) {
      return Optional.empty();
    }
    String unit = UNITS.get(span.group(2));
    String time = span.group(1).equals("1") ? unit : span.group(1) + " " + unit + "s";
    return Optional.of("Always the last " + time + ", whatever the dashboard shows.");
  }
}
