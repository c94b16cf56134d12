package dev.heel.kinds.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.Samples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

@DisplayName("What a widget draws, as queries that stand by themselves")
class GraphTest {
  private static JsonNode json(String yaml) {
    return Samples.JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  private static Graph graph(String requests) {
    return Graph.of(json("{type: timeseries, title: T, requests: " + requests + "}"));
  }

  @Test
  @DisplayName("a formula's names are replaced, what stands in quotes is not")
  void formulas() {
    String queries =
        "queries: [{data_source: metrics, name: basic, query: 'avg:a{*}'},"
            + " {data_source: metrics, name: b, query: 'avg:b{*}'}]";
    Graph graph =
        graph("[{" + queries + ", formulas: [{formula: \"anomalies(basic / b, 'basic', 2)\"}]}]");
    assertThat(graph.lines())
        .extracting(Graph.Line::expression)
        .containsExactly("anomalies(avg:a{*} / avg:b{*}, 'basic', 2)");
  }

  @Test
  @DisplayName("without formulas each query is a line; the older q is one; other sources are told")
  void queries() {
    assertThat(graph("[{queries: [{data_source: metrics, name: a, query: x}]}, {q: y}]").lines())
        .extracting(Graph.Line::expression)
        .containsExactly("x", "y");
    assertThat(
            graph("[{queries: [{data_source: logs, name: a}]}, {apm_query: {index: a}}]").lines())
        .extracting(Graph.Line::source)
        .containsExactly("logs", "apm");
    assertThat(graph("{fill: {q: x}, size: {q: y}}").lines()).hasSize(2);
    assertThat(graph("nonsense").lines()).isEmpty();
  }

  @Test
  @DisplayName("variables become the values that they have by default")
  void variables() {
    Variables variables =
        Variables.of(
            json(
                "{template_variables: [{name: host, prefix: host, defaults: ['*']},"
                    + " {name: hosts, prefix: host, defaults: [a, b]},"
                    + " {name: env, prefix: env, default: prod}, {name: n, defaults: ['7']}]}"));
    assertThat(variables.in("avg:a{$host} by {host}")).isEqualTo("avg:a{*} by {host}");
    assertThat(variables.in("avg:a{$host,$env}")).isEqualTo("avg:a{env:prod}");
    assertThat(variables.in("avg:a{$env, $host}")).isEqualTo("avg:a{env:prod}");
    assertThat(variables.in("avg:a{$hosts}")).isEqualTo("avg:a{host IN (a,b)}");
    assertThat(variables.in("avg:a{x:$env.value,$env.key:y} + $n"))
        .isEqualTo("avg:a{x:prod,env:y} + 7");
  }
}
