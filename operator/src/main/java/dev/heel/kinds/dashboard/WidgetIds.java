package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.engine.compare.Canonical;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The ids that Datadog gives to widgets and tabs. A desired body has none: its tabs name widgets by
 * position, as {@code "@1"}. An update carries those of the widgets that are there, so that links
 * and annotations on them keep working.
 */
final class WidgetIds {
  private static final String ID = "id";
  private static final String WIDGET_IDS = "widget_ids";

  /** From the surest sign that a widget is the same to the weakest. */
  private static final List<BiPredicate<JsonNode, JsonNode>> SIGNS =
      List.of(
          (a, b) -> isTitled(a) && title(a).equals(title(b)) && type(a).equals(type(b)),
          (a, b) -> !isTitled(a) && Canonical.equal(a.path("definition"), b.path("definition")),
          (a, b) -> isTitled(a) && title(a).equals(title(b)));

  private WidgetIds() {}

  /** Takes the ids out of a body that was exported, and lets its tabs go by position instead. */
  static void byPosition(ObjectNode body) {
    Map<String, Integer> positions = new HashMap<>();
    JsonNode widgets = body.path("widgets");
    for (int i = 0; i < size(widgets); i++) {
      positions.put(widgets.get(i).path(ID).asText(), i + 1);
    }
    positions.remove("");
    for (JsonNode tab : array(body, "tabs")) {
      without(tab);
      ArrayNode ids = JsonNodeFactory.instance.arrayNode();
      for (JsonNode id : tab.path(WIDGET_IDS)) {
        Integer position = positions.get(id.asText());
        ids.add(position == null ? id : TextNode.valueOf("@" + position));
      }
      replace(tab, ids);
    }
    strip(widgets);
  }

  private static void strip(JsonNode widgets) {
    if (widgets.isArray()) {
      widgets.forEach(
          widget -> {
            without(widget);
            array(widget.path("definition"), "widgets").forEach(WidgetIds::without);
          });
    }
  }

  private static void without(JsonNode item) {
    if (item instanceof ObjectNode object) {
      object.remove(ID);
    }
  }

  /** A copy of the desired body with the ids of what is found. */
  static JsonNode carried(JsonNode desired, JsonNode found) {
    JsonNode body = desired.deepCopy();
    carry(body.path("widgets"), found.path("widgets"));
    tabs(body, found);
    return body;
  }

  private static void carry(JsonNode wanted, JsonNode found) {
    List<JsonNode> left = new ArrayList<>();
    found.forEach(left::add);
    JsonNode[] matches = new JsonNode[size(wanted)];
    for (BiPredicate<JsonNode, JsonNode> sign : SIGNS) {
      for (int i = 0; i < matches.length; i++) {
        JsonNode widget = wanted.get(i);
        if (matches[i] == null) {
          matches[i] = taken(left, other -> sign.test(widget, other));
        }
      }
    }
    for (int i = 0; i < matches.length; i++) {
      JsonNode there = found.path(i);
      if (matches[i] == null && isSameKind(wanted.get(i), there)) {
        matches[i] = taken(left, there::equals);
      }
      give(wanted.get(i), matches[i]);
    }
  }

  private static boolean isSameKind(JsonNode a, JsonNode b) {
    return !type(a).isEmpty() && type(a).equals(type(b));
  }

  private static JsonNode taken(List<JsonNode> left, Predicate<JsonNode> wanted) {
    for (JsonNode each : left) {
      if (wanted.test(each)) {
        left.remove(each);
        return each;
      }
    }
    return null;
  }

  private static void give(JsonNode widget, JsonNode match) {
    if (match != null && match.has(ID) && widget instanceof ObjectNode object) {
      object.set(ID, match.get(ID));
      carry(array(widget.path("definition"), "widgets"), match.at("/definition/widgets"));
    }
  }

  private static void tabs(JsonNode body, JsonNode found) {
    for (JsonNode tab : array(body, "tabs")) {
      for (JsonNode other : found.path("tabs")) {
        if (other.has(ID) && other.path("name").equals(tab.path("name"))) {
          ((ObjectNode) tab).set(ID, other.get(ID));
        }
      }
      ArrayNode ids = JsonNodeFactory.instance.arrayNode();
      tab.path(WIDGET_IDS).forEach(id -> ids.add(resolved(id, body.path("widgets"))));
      replace(tab, ids);
    }
  }

  private static JsonNode resolved(JsonNode id, JsonNode widgets) {
    String text = id.asText();
    if (!text.matches("@[1-9][0-9]{0,5}")) {
      return id;
    }
    JsonNode real = widgets.path(Integer.parseInt(text.substring(1)) - 1).path(ID);
    return real.isMissingNode() ? id : real;
  }

  private static void replace(JsonNode tab, ArrayNode ids) {
    if (tab instanceof ObjectNode object && object.path(WIDGET_IDS).isArray()) {
      object.set(WIDGET_IDS, ids);
    }
  }

  private static JsonNode array(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isArray() ? value : JsonNodeFactory.instance.arrayNode();
  }

  private static int size(JsonNode array) {
    return array.isArray() ? array.size() : 0;
  }

  private static boolean isTitled(JsonNode widget) {
    return !title(widget).isEmpty();
  }

  private static String title(JsonNode widget) {
    return widget.at("/definition/title").asText("");
  }

  private static String type(JsonNode widget) {
    return widget.at("/definition/type").asText("");
  }
}
