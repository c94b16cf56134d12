package dev.heel.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.query.tree.Formula;
import dev.heel.testing.Exchanges;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Against recorded exchanges")
class RecordedQueriesTest {
  /** Sources whose queries are metric expressions (Datadog API v1, "Formulas"). */
  private static final Set<String> METRICS = Set.of("metrics", "cloud_cost");

  private final Map<String, Integer> read = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> undeclared = new ArrayList<>();

  @BeforeEach
  void recordings() {
    Assumptions.assumeTrue(Exchanges.recorded("the reader of queries"));
  }

  @Test
  @DisplayName("nothing is said of the queries that Datadog took, but of names that none has")
  void accepted() {
    exchanges(true).forEach(exchange -> walk(exchange.at("/request/body")));
    System.out.println("*** RecordedQueriesTest, accepted and read in silence: " + read);
    System.out.println("*** RecordedQueriesTest, accepted and undeclared: " + undeclared);
    assertThat(told).isEmpty();
    assertThat(undeclared).allMatch(each -> each.contains("my_query_2"));
  }

  /** Most refusals are of other fields, so the answer must speak of the query. */
  @Test
  @DisplayName("each monitor that was refused for its query gets a complaint")
  void refused() {
    List<JsonNode> refused =
        exchanges(false)
            .filter(each -> each.at("/request/body/query").isTextual())
            .filter(each -> each.at("/response/body").toString().contains("'query' is invalid"))
            .toList();
    refused.forEach(each -> walk(each.at("/request/body")));
    System.out.println("*** RecordedQueriesTest, refused: " + refused.size() + ", told: " + told);
    assertThat(told).hasSize(refused.size());
  }

  private static Stream<JsonNode> exchanges(boolean accepted) {
    return Stream.concat(
            Exchanges.all().stream().flatMap(each -> each.exchanges().stream()), Exchanges.lines())
        .filter(each -> each.at("/response/status").asInt() < 400 == accepted);
  }

  private void walk(JsonNode node) {
    monitor(node);
    text(node, "q", Queries::widget);
    text(node, "numerator", Queries::widget);
    text(node, "denominator", Queries::widget);
    if (METRICS.contains(node.path("data_source").asText())) {
      text(node, "query", Queries::widget);
    }
    if (node.path("search").isObject()) {
      text(node.get("search"), "query", Queries::search);
    }
    formulas(node);
    node.properties().stream()
        .filter(field -> !field.getKey().equals("events"))
        .forEach(field -> walk(field.getValue()));
    if (node.isArray()) {
      node.forEach(this::walk);
    }
  }

  private void monitor(JsonNode node) {
    String type = node.path("type").asText();
    boolean isMonitor = type.matches(".* alert|service check|composite");
    if (isMonitor && node.path("query").isTextual()) {
      count(
          type,
          node.get("query").textValue(),
          Queries.monitor(type, node.get("query").textValue()));
    }
  }

  private void formulas(JsonNode node) {
    Set<String> names = new LinkedHashSet<>();
    node.path("queries").forEach(query -> names.add(query.path("name").asText()));
    boolean named = !names.isEmpty() && !names.contains("");
    for (JsonNode each : node.path("formulas")) {
      String text = each.path("formula").asText();
      Reading<Formula> formula = Queries.formula(text);
      count("formula", text, formula);
      formula.value().filter(any -> named).map(any -> Queries.undeclared(any, names)).stream()
          .flatMap(List::stream)
          .forEach(complaint -> undeclared.add(text + " of " + names));
    }
  }

  private void text(JsonNode node, String field, Function<String, Reading<?>> reader) {
    if (node.path(field).isTextual()) {
      count(field, node.get(field).textValue(), reader.apply(node.get(field).textValue()));
    }
  }

  private void count(String what, String text, Reading<?> reading) {
    if (reading.isClean()) {
      read.merge(what, 1, Integer::sum);
    } else {
      told.add(what + ": " + text + " " + reading.complaints());
    }
  }
}
