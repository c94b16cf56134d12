package dev.heel.kinds.monitor.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.query.Queries;
import dev.heel.query.Reading;
import dev.heel.query.tree.Contents;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Expression.NamedArgument;
import dev.heel.query.tree.Expression.Text;
import dev.heel.query.tree.MonitorQuery;
import dev.heel.query.tree.MonitorQuery.Metric;
import dev.heel.query.tree.MonitorQuery.OfSteps;
import dev.heel.query.tree.Span;
import dev.heel.query.tree.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a monitor's query says: the comparison at its end, its window, its groups. Of a query that
 * cannot be read only the comparison is known. It is read when it is first asked.
 */
public final class ReadQuery {
  private final String type;
  private final String text;
  private Reading<MonitorQuery> reading;

  private ReadQuery(String type, String text) {
    this.type = type;
    this.text = text;
  }

  /**
   * @param type the monitor's type in Datadog's words
   */
  public static ReadQuery of(String type, String text) {
    return new ReadQuery(type, text);
  }

  /** Of a monitor's body, in the API's words. */
  public static ReadQuery of(JsonNode body) {
    return of(body.path("type").asText(""), body.path("query").asText(""));
  }

  /**
   * The comparison that ends a query; numbers of more than 40 digits are none.
   *
   * @param operator such as {@code >=}
   * @param number as it is written
   * @param offset where the number starts in the query
   */
  public record Comparison(String operator, String number, int offset) {
    public BigDecimal value() {
      return new BigDecimal(number);
    }

    public boolean isRising() {
      return operator.startsWith(">");
    }

    public boolean isFalling() {
      return operator.startsWith("<");
    }
  }

  /**
   * A part of the query.
   *
   * @param offset where it starts in the query
   */
  public record Part(String text, int offset) {}

  /** As it is written. */
  public String text() {
    return text;
  }

  public Reading<MonitorQuery> reading() {
    if (reading == null) {
      reading = Queries.monitor(type, text);
    }
    return reading;
  }

  /** Whether more is known of it than its comparison. */
  public boolean isRead() {
    return reading().value().isPresent();
  }

  public Optional<Comparison> comparison() {
    return reading()
        .value()
        .map(MonitorQuery::comparison)
        .orElseGet(() -> Queries.comparison(text))
        .filter(found -> found.value().isPresent())
        .map(f -> new Comparison(f.operator(), f.number(), f.numberAt().offset()));
  }

  /** The window of a metric query: {@code last_5m}, {@code current_1d}. */
  public Optional<Part> metricWindow() {
    return metric().flatMap(Metric::window).map(each -> part(each.text(), each.span()));
  }

  /** What {@code .last(…)} holds: {@code 5m}, or a service check's number of runs. */
  public Optional<Part> last() {
    return steps().flatMap(OfSteps::window).map(each -> part(each.text(), each.span()));
  }

  /** The window behind us that is looked at, in minutes; empty if it has none. */
  public Optional<Long> minutes() {
    return reading()
        .value()
        .flatMap(MonitorQuery::window)
        .filter(window -> !window.text().startsWith("next_"))
        .flatMap(Window::minutes);
  }

  /** Whether a function is called in a metric query. */
  public boolean hasFunction(String name) {
    return contents().anyMatch(all -> all.hasFunction(name));
  }

  /** Whether a query of steps has one, such as {@code by}. */
  public boolean hasStep(String name) {
    return steps().stream()
        .flatMap(query -> query.steps().stream())
        .anyMatch(step -> step.name().name().equals(name));
  }

  /** The {@code alert_window} of {@code anomalies()}. */
  public Optional<Part> alertWindow() {
    return contents()
        .flatMap(all -> all.arguments().stream())
        .filter(argument -> argument.name().name().equals("alert_window"))
        .map(NamedArgument::value)
        .filter(Text.class::isInstance)
        .map(value -> part(((Text) value).text(), ((Text) value).inside()))
        .findFirst();
  }

  /** The tags by which it is grouped, in its order; empty if it is one group. */
  public List<String> groups() {
    return names(reading().value().stream().flatMap(query -> query.groups().stream()));
  }

  /** The groups of a metric query that a formula's variable names. */
  public static List<String> groupsOfVariable(String query) {
    return names(
        Queries.widget(query).value().stream()
            .flatMap(read -> read.lines().stream())
            .flatMap(line -> Contents.of(line).groups().stream()));
  }

  private static List<String> names(Stream<Name> groups) {
    return groups.map(Name::name).distinct().toList();
  }

  private static Part part(String text, Span at) {
    return new Part(text.strip(), at.offset());
  }

  private Stream<Contents> contents() {
    return metric().map(Metric::expression).map(Contents::of).stream();
  }

  private Optional<Metric> metric() {
    return reading().value().filter(Metric.class::isInstance).map(Metric.class::cast);
  }

  private Optional<OfSteps> steps() {
    return reading().value().filter(OfSteps.class::isInstance).map(OfSteps.class::cast);
  }
}
