package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.query.Queries;
import dev.heel.query.tree.Contents;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Formula;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one widget of a dashboard draws, each line as one expression. Total: a widget that cannot be
 * understood draws nothing.
 *
 * @param title empty if it has none
 * @param type such as {@code timeseries}
 * @param definition the widget's whole definition
 * @param lines in the order of its requests
 */
public record Graph(String title, String type, JsonNode definition, List<Line> lines) {
  private static final String METRICS = "metrics";

  /**
   * @param expression such as {@code anomalies(avg:my_metric{*}, 'basic', 2)}; empty if it is of
   *     another source than metrics
   * @param source {@code metrics}, or the source in Datadog's words, such as {@code logs}
   * @param display how it is drawn, such as {@code line} or {@code bars}
   */
  public record Line(String expression, String source, String display) {
    /**
     * What its expression speaks of, one for each line that it draws; none if it cannot be read.
     */
    public List<Contents> contents() {
      return Queries.widget(expression).value().stream()
          .flatMap(query -> query.lines().stream())
          .map(Contents::of)
          .toList();
    }

    public boolean isMetric() {
      return source.equals(METRICS) && !expression.isBlank();
    }
  }

  /** Every widget of a dashboard that is no group, those in groups too, in reading order. */
  public static List<Graph> all(JsonNode dashboard) {
    List<Graph> graphs = new ArrayList<>();
    collect(dashboard, graphs);
    return List.copyOf(graphs);
  }

  private static void collect(JsonNode parent, List<Graph> graphs) {
    for (JsonNode widget : parent.path("widgets")) {
      JsonNode definition = widget.path("definition");
      if (definition.path("widgets").isArray()) {
        collect(definition, graphs);
      } else {
        graphs.add(of(definition));
      }
    }
  }

  /** Of a widget's definition. */
  public static Graph of(JsonNode definition) {
    List<Line> lines = new ArrayList<>();
    // A list for most types; an object with a request a member for maps and scatter plots.
    definition.path("requests").forEach(request -> lines.addAll(lines(request)));
    return new Graph(
        definition.path("title").asText(""),
        definition.path("type").asText(""),
        definition,
        List.copyOf(lines));
  }

  private static List<Line> lines(JsonNode request) {
    String display = request.path("display_type").asText("line");
    if (request.path("q").isTextual()) {
      return List.of(new Line(request.get("q").textValue(), METRICS, display));
    }
    Map<String, String> queries = new LinkedHashMap<>();
    for (JsonNode query : request.path("queries")) {
      String source = query.path("data_source").asText("");
      if (!source.equals(METRICS)) {
        return List.of(new Line("", source, display));
      }
      queries.put(query.path("name").asText(""), query.path("query").asText(""));
    }
    if (queries.isEmpty()) {
      return request.properties().stream()
          .map(Map.Entry::getKey)
          .filter(field -> field.endsWith("_query"))
          .map(field -> new Line("", field.replaceFirst("_query$", ""), display))
          .toList();
    }
    return formulas(request, queries).stream()
        .map(expression -> new Line(expression, METRICS, display))
        .toList();
  }

  private static List<String> formulas(JsonNode request, Map<String, String> queries) {
    List<String> expressions = new ArrayList<>();
    for (JsonNode formula : request.path("formulas")) {
      expressions.add(filled(formula.path("formula").asText(""), queries));
    }
    return expressions.isEmpty() ? List.copyOf(queries.values()) : expressions;
  }

  /** The formula with each query in place of its name; as it is if it cannot be read. */
  private static String filled(String formula, Map<String, String> queries) {
    StringBuilder filled = new StringBuilder(formula);
    List<Name> names =
        Queries.formula(formula).value().map(Formula::names).orElse(List.of()).stream()
            .filter(name -> queries.containsKey(name.name()))
            .sorted(Comparator.comparingInt((Name name) -> name.span().offset()).reversed())
            .toList();
    for (Name name : names) {
      filled.replace(name.span().offset(), name.span().end(), queries.get(name.name()));
    }
    return filled.toString();
  }
}
