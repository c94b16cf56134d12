package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;

/**
 * One group of a monitor.
 *
 * @param name {@code host:web}; {@code *} for a monitor without groups
 * @param status Alert, Warn, No Data, OK
 * @param lastTriggered seconds since the epoch, or null when it never triggered
 */
public record MonitorGroup(String name, String status, Long lastTriggered) {

  static MonitorGroup of(JsonNode json) {
    JsonNode triggered = json.path("last_triggered_ts");
    return new MonitorGroup(
        json.path("name").asText(),
        json.path("status").asText("OK"),
        triggered.isNumber() ? triggered.longValue() : null);
  }

  /** As {@code state.groups} has it. */
  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("name", name).put("status", status);
    json.put("last_triggered_ts", lastTriggered).put("last_notified_ts", lastTriggered);
    json.putNull("last_resolved_ts").putNull("last_nodata_ts");
    return json;
  }
}
