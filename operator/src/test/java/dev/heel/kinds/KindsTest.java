package dev.heel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.heel.engine.Draft;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.resource.Kind;
import dev.heel.resource.Problem;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kinds")
class KindsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Kind<?>> kinds() {
    return Kinds.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("a kind is found by its name, and by no other")
  void foundByName(Kind<?> kind) {
    assertThat(Kinds.named(kind.name())).contains(kind);
    assertThat(kind.is(kind.name())).isTrue();
    assertThat(kind.is(kind.noun())).isFalse();
    assertThat(kind.is(null)).as("a manifest without a kind").isFalse();
  }

  @Test
  @DisplayName("each custom resource that the build makes a CRD of is in the list, in its order")
  void allHaveCrds() {
    assertThat(Crds.all())
        .extracting(crd -> crd.at("/spec/names/kind").asText())
        .isEqualTo(Kinds.names());
  }

  @ParameterizedTest
  @CsvSource({
    "DatadogMonitor, true",
    "DatadogWebhook, true",
    // It has no object, so there is no id that could stand there.
    "DatadogAccount, false",
    "DatadogCheck, false",
    // There are such objects in Datadog; Heel has no kind of them, and would wait forever.
    "DatadogSLO, false",
    "DatadogMonitr, false",
  })
  @DisplayName("$(…) names the kinds that have an object, and no other")
  void referencesNameKinds(String kind, boolean known) {
    DatadogMonitor monitor = new DatadogMonitor();
    monitor.setMetadata(new ObjectMetaBuilder().withNamespace("home").withName("a").build());
    monitor.setSpec(JSON.createObjectNode().put("message", "See $(%s/b).".formatted(kind)));
    Draft draft = Kinds.MONITOR.draft(monitor, null);
    List<Problem> unknown =
        Kinds.MONITOR.problems(draft, Kinds.referable()).stream()
            .filter(problem -> problem.rule().equals("unknown-reference"))
            .toList();
    assertThat(unknown).hasSize(known ? 0 : 1);
    unknown.forEach(
        problem -> {
          assertThat(problem.at().offset()).as("the reference, not the text").isEqualTo(4);
          assertThat(problem.remedy()).contains(String.join(", ", Kinds.referable()) + ".");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          DatadogMonitor   | {"id": "1", "state": "Alert"}  | none                | 1  Alert
          DatadogMonitor   | {"id": "1"}                    | none                | 1
          DatadogWebhook   | {"id": "hook"}                 | none                | hook
          DatadogDashboard | {"id": "abc"}                  | {"widgets": [1, 2]} | abc  2 widgets
          DatadogDashboard | {"id": "abc"}                  | {"widgets": [1]}    | abc  1 widget
          DatadogDashboard | {"id": "abc"}                  | none                | abc
          DatadogDowntime  | {"state": "active"}            | none                | active
          DatadogAccount   | {"site": "datadoghq.eu"}       | none                | datadoghq.eu
          DatadogAgent     | {"nodes": "2/3", "checks": 1}  | none                | 2 of 3 nodes, 1 check
          DatadogAgent     | {}                             | none                | ''
          DatadogCheck     | {"placement": "on each node"}  | none                | on each node
          """)
  @DisplayName("a line of a table says what there is to see")
  void glances(String kind, String status, String object, String words) throws Exception {
    assertThat(Kinds.named(kind).orElseThrow().glance(tree(status), tree(object))).isEqualTo(words);
  }

  private static JsonNode tree(String json) throws Exception {
    return json == null ? MissingNode.getInstance() : JSON.readTree(json);
  }
}
