package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Downtimes: marked by the last line of their message, a PATCH, and now and then made anew. */
final class DowntimeSubject extends PlainSubject {
  DowntimeSubject() {
    super("DatadogDowntime", "t", "/api/v2/downtime", "downtimes");
  }

  @Override
  public String update() {
    return "PATCH";
  }

  @Override
  public void fill(ObjectNode spec, Wanted wanted) {
    spec.put("message", "version " + wanted.version()).put("scope", "env:test");
    spec.putArray("monitorTags").add("version:" + wanted.version());
    if (isLater(wanted)) {
      spec.putObject("schedule").put("start", "2036-01-01T00:00:00Z");
    }
  }

  @Override
  public List<String> differences(Wanted wanted, JsonNode object) {
    JsonNode attributes = object.path("attributes");
    return new Differences()
        .contains("message", "version " + wanted.version(), attributes.path("message"))
        .contains(
            "monitor",
            "\"version:" + wanted.version() + "\"",
            attributes.path("monitor_identifier"))
        .text("scope", "env:test", attributes.path("scope"))
        .text("status", isLater(wanted) ? "scheduled" : "active", attributes.path("status"))
        .all();
  }

  @Override
  public String owner(JsonNode object) {
    return Wanted.markedBy(object.findPath("message").asText(""));
  }

  /** Not of the message: its last line is the marker, and without it the object is let go. */
  @Override
  public ObjectNode edit() {
    return JsonNodeFactory.instance.objectNode().put("scope", "env:by-hand");
  }

  /** Datadog gives some lists of a downtime in any order. */
  @Override
  public boolean isUntouched(JsonNode before, JsonNode after) {
    return after != null
        && before.at("/attributes/modified").equals(after.at("/attributes/modified"))
        && before.at("/attributes/canceled").equals(after.at("/attributes/canceled"));
  }

  /** An active one whose begin moves away is cancelled, and another takes its place. */
  private static boolean isLater(Wanted wanted) {
    return wanted.version() % 4 == 3;
  }
}
