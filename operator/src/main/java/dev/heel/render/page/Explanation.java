package dev.heel.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.dashboard.Graph;
import dev.heel.query.tree.Contents;
import dev.heel.query.tree.Expression;
import dev.heel.query.tree.Expression.Function;
import dev.heel.query.tree.Expression.Literal;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Expression.Text;
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
      for (Contents contents : line.contents()) {
        groups(contents, graph.type()).ifPresent(sentences::add);
        anomalies(contents).ifPresent(sentences::add);
        rollup(contents).ifPresent(sentences::add);
        others(contents).forEach(sentences::add);
      }
    }
    span(graph.definition()).ifPresent(sentences::add);
    return List.copyOf(sentences);
  }

  private static Optional<String> groups(Contents contents, String type) {
    List<String> groups = contents.groups().stream().map(Name::name).distinct().toList();
    String each = type.equals("timeseries") ? "A line for each " : "A value for each ";
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(each + String.join(" and ", groups) + ".");
  }

  /** Of {@code anomalies(query, 'agile', 2)}. */
  private static Optional<String> anomalies(Contents contents) {
    return contents.functions().stream()
        .filter(function -> function.name().name().equals("anomalies"))
        .map(Function::arguments)
        .filter(arguments -> arguments.size() > 2)
        .findFirst()
        .map(arguments -> band(word(arguments.get(1)), word(arguments.get(2))));
  }

  private static String band(String algorithm, String deviations) {
    String how = ALGORITHMS.get(algorithm);
    return "The grey band is where the value is expected, %s deviations wide to each side; what leaves"
            .formatted(deviations)
        + " it is red"
        + (how == null ? "." : "; " + how + ".");
  }

  /** Of {@code .rollup(sum, 60)}, either of which may be missing. */
  private static Optional<String> rollup(Contents contents) {
    return contents.methods().stream()
        .filter(method -> method.name().name().equals("rollup"))
        .map(method -> method.arguments().stream().map(Explanation::word).toList())
        .findFirst()
        .map(Explanation::points);
  }

  private static String points(List<String> words) {
    String how = words.stream().filter(OF_ALL::containsKey).findFirst().orElse("avg");
    String time =
        words.stream()
            .filter(word -> word.matches("[0-9]+"))
            .findFirst()
            .map(Explanation::time)
            .orElse("a stretch of time");
    return "Rollup: all points of %s become one, %s.".formatted(time, OF_ALL.get(how));
  }

  /** A word or number, in quotes or not; empty of anything else. */
  private static String word(Expression expression) {
    if (expression instanceof Name name) {
      return name.name();
    }
    if (expression instanceof Literal number) {
      return number.number();
    }
    return expression instanceof Text text ? text.text() : "";
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

  private static List<String> others(Contents contents) {
    List<String> sentences = new ArrayList<>();
    if (contents.hasMethod("as_count")) {
      sentences.add("as_count: how often it happened, not how often a second.");
    }
    if (contents.hasMethod("as_rate")) {
      sentences.add("as_rate: how often a second it happened.");
    }
    if (contents.hasFunction("forecast")) {
      sentences.add("Forecast: the line continues as its past suggests.");
    }
    if (contents.hasFunction("outliers")) {
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
