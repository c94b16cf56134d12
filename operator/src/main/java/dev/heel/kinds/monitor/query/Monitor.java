package dev.heel.kinds.monitor.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Place;
import dev.heel.resource.Problem.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A monitor as checks look at it. Pointers are those of Datadog's body; {@code options} and their
 * fields are named without their path.
 */
public record Monitor(Draft draft, MonitorType type, ReadQuery query) {
  public static final String QUERY = "/query";

  public static Monitor of(Draft draft) {
    String type = draft.text("/type");
    return new Monitor(draft, MonitorType.of(type), ReadQuery.of(type, draft.text(QUERY)));
  }

  /** Pointer of an option: {@code thresholds/critical}. */
  public static String option(String name) {
    return "/options/" + name;
  }

  /**
   * Whether Datadog refuses a query whose grammar is broken. Recorded is 400 "The value provided
   * for parameter 'query' is invalid" for metric queries and for queries of logs; of other types no
   * refusal is.
   */
  public boolean refusesBrokenQueries() {
    return type == MonitorType.METRIC || draft.text("/type").equals("log alert");
  }

  public boolean hasQuery() {
    return !query.text().isBlank();
  }

  public JsonNode value(String option) {
    return draft.at(option(option));
  }

  public boolean has(String option) {
    return draft.has(option(option));
  }

  public boolean isTrue(String option) {
    return value(option).isBoolean() && value(option).booleanValue();
  }

  public String text(String option) {
    return draft.text(option(option));
  }

  public Optional<BigDecimal> number(String option) {
    JsonNode value = value(option);
    boolean finite = value.isNumber() && Double.isFinite(value.doubleValue());
    return finite ? Optional.of(value.decimalValue()) : Optional.empty();
  }

  /** The texts of a list; what is no text is left out. */
  public List<String> texts(String pointer) {
    JsonNode list = draft.at(pointer);
    return IntStream.range(0, list.isArray() ? list.size() : 0)
        .mapToObj(list::get)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .toList();
  }

  /** Where a number stands that Datadog compares with: the threshold, else the query's. */
  Optional<BigDecimal> critical() {
    return query.comparison().map(ReadQuery.Comparison::value);
  }

  /** A place in the query's text. */
  public Place inQuery(int offset, int length) {
    return new Place(draft.place(QUERY).pointer(), offset, length);
  }

  public Problem error(String rule, String pointer, String message, String remedy) {
    return problem(Severity.ERROR, rule, pointer, message, remedy);
  }

  public Problem warning(String rule, String pointer, String message, String remedy) {
    return problem(Severity.WARNING, rule, pointer, message, remedy);
  }

  private Problem problem(
      Severity severity, String rule, String pointer, String message, String remedy) {
    return new Problem(severity, rule, draft.place(pointer), null, message, remedy);
  }

  /** A number as people write it: 800, 0.5. */
  public static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
