package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A monitor as the server keeps it. Never changed: each change makes a new one.
 *
 * @param body the definition with what the server adds, without {@code state} and {@code
 *     matching_downtimes}
 * @param groups what it watches, with the state of each
 * @param downtimes what mutes it, in the shape of {@code matching_downtimes}
 * @param foreign whether it was there before anyone called
 */
public record Monitor(
    long id,
    ObjectNode body,
    List<MonitorGroup> groups,
    List<ObjectNode> downtimes,
    boolean foreign) {

  Monitor with(ObjectNode newBody) {
    return new Monitor(id, newBody, groups, downtimes, foreign);
  }

  Monitor withGroups(List<MonitorGroup> newGroups) {
    return new Monitor(id, body, newGroups, downtimes, foreign);
  }

  Monitor withDowntimes(List<ObjectNode> newDowntimes) {
    return new Monitor(id, body, groups, newDowntimes, foreign);
  }

  public String name() {
    return body.path("name").asText();
  }

  String query() {
    return body.path("query").asText();
  }

  String type() {
    return body.path("type").asText();
  }

  public boolean hasTag(String tag) {
    for (JsonNode each : body.path("tags")) {
      if (each.asText().equals(tag)) {
        return true;
      }
    }
    return false;
  }

  /** As errors name it: {@code [123,its name]}. */
  String label() {
    return "[" + id + "," + name() + "]";
  }
}
