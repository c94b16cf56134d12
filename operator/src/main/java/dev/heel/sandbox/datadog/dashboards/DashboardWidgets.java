package dev.heel.sandbox.datadog.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.text.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Gives ids to the widgets and tabs of one dashboard. Everything else in a widget stays as it was
 * sent. An id that was sent is kept when the dashboard already has it; any other is replaced.
 */
final class DashboardWidgets {
  private final LongSupplier ids;
  private final Set<Long> known;
  private final List<Long> topLevel = new ArrayList<>();
  private final Map<Long, Long> replaced = new HashMap<>();

  /**
   * @param known ids that the dashboard has so far
   * @param ids where new ones come from
   */
  DashboardWidgets(Set<Long> known, LongSupplier ids) {
    this.known = known;
    this.ids = ids;
  }

  /** All ids in a kept dashboard: of its widgets, the widgets in them, and its tabs. */
  static Set<Long> idsIn(JsonNode dashboard) {
    Set<Long> found = new HashSet<>();
    collect(dashboard.path("widgets"), found);
    dashboard.path("tabs").forEach(tab -> found.add(tab.path("id").asLong()));
    return found;
  }

  private static void collect(JsonNode widgets, Set<Long> found) {
    for (JsonNode widget : widgets) {
      found.add(widget.path("id").asLong());
      collect(widget.path("definition").path("widgets"), found);
    }
  }

  /** A copy with ids, of the widgets in groups as well. */
  ArrayNode widgets(JsonNode sent) {
    ArrayNode result = sent.deepCopy();
    for (JsonNode widget : result) {
      topLevel.add(identify((ObjectNode) widget));
    }
    return result;
  }

  private long identify(ObjectNode widget) {
    long id = give(widget);
    for (JsonNode inner : widget.path("definition").path("widgets")) {
      identify((ObjectNode) inner);
    }
    return id;
  }

  private long give(ObjectNode object) {
    long sent = object.path("id").asLong(-1);
    long id = known.contains(sent) ? sent : ids.getAsLong();
    replaced.put(sent, id);
    object.put("id", id);
    return id;
  }

  /**
   * A copy of the tabs with ids of their own and of their widgets; {@code "@1"} stands for the
   * first widget of the dashboard. To be called after {@link #widgets}.
   *
   * @throws ApiError 400 for a tab that names a widget that is not there
   */
  ArrayNode tabs(JsonNode sent) {
    ArrayNode result = sent.deepCopy();
    for (JsonNode tab : result) {
      ArrayNode members = Json.array();
      tab.path("widget_ids").forEach(member -> members.add(LongNode.valueOf(resolved(member))));
      ((ObjectNode) tab).set("widget_ids", members);
      give((ObjectNode) tab);
    }
    return result;
  }

  private long resolved(JsonNode member) {
    String text = member.asText();
    if (text.matches("@[1-9]\\d{0,5}")) {
      int position = Integer.parseInt(text.substring(1));
      if (position <= topLevel.size()) {
        return topLevel.get(position - 1);
      }
    } else if (topLevel.contains(replaced.get(member.asLong(0)))) {
      return replaced.get(member.asLong());
    }
    throw ApiError.badRequest("'tabs' is invalid");
  }
}
