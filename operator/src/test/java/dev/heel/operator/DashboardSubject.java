package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Dashboards: marked by the last line of their description, a whole PUT. */
final class DashboardSubject extends PlainSubject {
  DashboardSubject() {
    super("DatadogDashboard", "d", "/api/v1/dashboard", "dashboards");
  }

  @Override
  public void fill(ObjectNode spec, Wanted wanted) {
    spec.put("title", wanted.title()).put("description", "version " + wanted.version());
    if (hasTags(wanted)) {
      spec.putArray("tags").add("team:crash");
    }
    ArrayNode widgets = spec.putArray("widgets");
    for (int i = 0; i < notes(wanted); i++) {
      widgets.addObject().putObject("definition").put("type", "note").put("content", note(i));
    }
  }

  @Override
  public List<String> differences(Wanted wanted, JsonNode object) {
    Differences differences =
        new Differences()
            .text("title", wanted.title(), object.path("title"))
            .contains("description", "version " + wanted.version(), object.path("description"))
            .number("tags", hasTags(wanted) ? 1 : 0, size(object.path("tags")))
            .number("widgets", notes(wanted), size(object.path("widgets")));
    for (int i = 0; i < notes(wanted); i++) {
      differences.text(
          "widget " + i, note(i), object.path("widgets").path(i).at("/definition/content"));
    }
    return differences.all();
  }

  @Override
  public String owner(JsonNode object) {
    return Wanted.markedBy(object.path("description").asText(""));
  }

  @Override
  public ObjectNode edit() {
    return JsonNodeFactory.instance.objectNode().put("title", "edited by hand");
  }

  private static JsonNode size(JsonNode array) {
    return JsonNodeFactory.instance.numberNode(array.size());
  }

  private static int notes(Wanted wanted) {
    return 1 + wanted.version() % 3;
  }

  private static String note(int number) {
    return "note " + number;
  }

  private static boolean hasTags(Wanted wanted) {
    return wanted.version() % 2 == 0;
  }
}
