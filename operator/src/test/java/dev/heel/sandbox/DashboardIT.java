package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("One dashboard, from both sides")
class DashboardIT extends OneWorld {
  @Test
  @DisplayName("a dashboard that is edited in the UI is put back, and its widgets keep their ids")
  void dashboardEdited(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDashboard", ns, "d", WIDGETS);
    String id = await(ns, "DatadogDashboard", "d", "InSync").at("/status/id").asText();
    JsonNode before = world.organisation().dashboards().get(id).orElseThrow();
    List<JsonNode> ids = before.findValues("id");
    JsonNode edited = json("{title: Theirs, widgets: []}");
    ((ObjectNode) edited).set("widgets", reversed(before.path("widgets")));
    world.organisation().dashboards().edit(id, edited);
    eventually(
        () -> {
          JsonNode now = world.organisation().dashboards().get(id).orElseThrow();
          assertThat(now.path("title").asText()).isEqualTo("Mine");
          assertThat(now.findValues("id")).isEqualTo(ids);
        });
    eventually(() -> assertThat(world.events(ns, "d", "Reverted")).hasSize(1));
  }

  private static JsonNode reversed(JsonNode array) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    StreamSupport.stream(array.spliterator(), false).forEach(item -> out.insert(0, item));
    return out;
  }

  @Test
  @DisplayName("500 widgets in a megabyte, as an export in a ConfigMap and as a spec")
  void largeDashboards(TestInfo test) {
    String ns = namespace(test);
    ObjectNode export = JsonNodeFactory.instance.objectNode();
    export.put("title", "Large").put("layout_type", "ordered");
    ArrayNode widgets = export.putArray("widgets");
    for (int i = 0; i < 500; i++) {
      ObjectNode note = widgets.addObject().putObject("definition").put("type", "note");
      note.put("content", i + "x".repeat(1900));
    }
    ObjectNode map = (ObjectNode) json("{apiVersion: v1, kind: ConfigMap}");
    map.putObject("metadata").put("name", "export").put("namespace", ns);
    map.putObject("data").put("board.json", export.toString());
    world.apply(map.toString());
    apply(
        "DatadogDashboard",
        ns,
        "by-map",
        "{definitionFrom: {configMapKeyRef: {name: export, key: board.json}}}");
    ObjectNode spec = JsonNodeFactory.instance.objectNode().put("title", "Large, too");
    spec.set("widgets", widgets);
    apply("DatadogDashboard", ns, "by-spec", spec.toString());
    for (String name : List.of("by-map", "by-spec")) {
      String id = await(ns, "DatadogDashboard", name, "InSync").at("/status/id").asText();
      JsonNode board = world.organisation().dashboards().get(id).orElseThrow();
      assertThat(board.path("widgets")).hasSize(500);
    }
  }

  @Test
  @DisplayName("a dashboard that no longer says what it shows stays as it was")
  void dashboardNotEmptied(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDashboard", ns, "d", WIDGETS);
    String id = await(ns, "DatadogDashboard", "d", "InSync").at("/status/id").asText();
    patch(ns, "DatadogDashboard", "d", "{spec: {widgets: null, definition: {title: Mine}}}");
    await(ns, "DatadogDashboard", "d", "Invalid");
    patch(
        ns,
        "DatadogDashboard",
        "d",
        "{spec: {definition: null, definitionFrom: {configMapKeyRef: {name: none, key: a}}}}");
    await(ns, "DatadogDashboard", "d", "WaitingForReference");
    assertThat(world.organisation().dashboards().get(id).orElseThrow().path("widgets")).hasSize(2);
  }
}
