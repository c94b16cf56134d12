package dev.heel.kinds.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.plan.Diff;
import dev.heel.engine.plan.Diff.Baseline;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Widgets that stay keep their ids, so that links to them keep working")
class WidgetIdsTest {
  private static final DashboardKind KIND = new DashboardKind();

  private static final String FOUND =
      """
      widgets:
        - {id: 11, definition: {type: timeseries, title: A}}
        - {id: 12, definition: {type: note, content: hello}}
        - id: 13
          definition: {type: group, title: G, widgets: [{id: 14, definition: {type: note, content: in}}]}
      tabs: [{id: t1, name: First, widget_ids: [12, 11]}]
      """;

  private static JsonNode yaml(String text) {
    return Serialization.unmarshal(text, JsonNode.class);
  }

  private static List<JsonNode> ids(String desired) {
    return KIND.carried(yaml(desired), yaml(FOUND)).findValues("id");
  }

  @Test
  @DisplayName("a widget that moved is known by its title, and a new one gets no other's id")
  void movedIsKnownByTitle() {
    String desired =
        """
        widgets:
          - {definition: {type: query_value, title: New}}
          - {definition: {type: timeseries, title: A, requests: [1]}}
        """;
    assertThat(ids(desired)).hasToString("[11]");
  }

  @Test
  @DisplayName("a widget without a title is known by what it shows, else by its place and type")
  void untitledIsKnownByContent() {
    assertThat(ids("widgets: [{definition: {type: note, content: hello}}]")).hasToString("[12]");
    assertThat(
            ids("widgets: [{definition: {type: x}}, {definition: {type: note, content: changed}}]"))
        .hasToString("[12]");
  }

  @Test
  @DisplayName("widgets of a group keep theirs, and tabs name them by their real ids")
  void nestedAndTabs() {
    JsonNode desired =
        yaml(
            """
            widgets:
              - {definition: {type: timeseries, title: A}}
              - {definition: {type: note, content: hello}}
              - definition: {type: group, title: G, widgets: [{definition: {type: note, content: in}}]}
            tabs: [{name: First, widget_ids: ["@2", "@1"]}]
            """);
    JsonNode found = yaml(FOUND);
    assertThat(KIND.carried(desired, found)).isEqualTo(found);
    assertThat(Diff.between(KIND, KIND.carried(desired, found), found, Baseline.NONE)).isEmpty();
    assertThat(desired.toString()).doesNotContain("\"id\"");
  }

  @Test
  @DisplayName("an export goes by position, whatever dashboard its ids are from")
  void exportGoesByPosition() {
    ObjectNode body = (ObjectNode) yaml(FOUND);
    WidgetIds.byPosition(body);
    assertThat(body.toString()).doesNotContain("\"id\"");
    assertThat(body.at("/tabs/0/widget_ids")).hasToString("[\"@2\",\"@1\"]");
  }

  @Test
  @DisplayName("an edited widget is a difference in what was edited alone")
  void editIsSmall() {
    JsonNode desired = yaml("widgets: [{definition: {type: timeseries, title: A, unit: ms}}]");
    JsonNode found = yaml("widgets: [{id: 11, definition: {type: timeseries, title: A, unit: s}}]");
    assertThat(Diff.between(KIND, KIND.carried(desired, found), found, Baseline.NONE))
        .extracting(change -> change.field())
        .containsExactly("widgets.0.definition.unit");
  }
}
