package dev.heel.sandbox.datadog.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import java.util.TreeSet;

/**
 * An event that was sent.
 *
 * @param id a number too large for a double: {@code id_str} is the one to keep
 * @param happened seconds since 1970
 * @param sent as it was sent
 */
record Event(long id, long happened, ObjectNode sent) {
  String title() {
    return sent.path("title").asText();
  }

  String priority() {
    return sent.path("priority").asText("normal");
  }

  /** As the answer to its creation shows it. */
  ObjectNode accepted(String appUrl) {
    ObjectNode event = Json.object().put("id", id).put("id_str", String.valueOf(id));
    event.put("title", title()).put("text", sent.path("text").asText());
    event.put("date_happened", happened).putNull("handle");
    event.put("priority", priority());
    event.set("related_event_id", orNull("related_event_id"));
    event.set("tags", sent.path("tags").isArray() ? sent.get("tags") : Json.array());
    return event.put("url", appUrl + "/event/event?id=" + id);
  }

  /** As a read shows it. */
  ObjectNode read() {
    ObjectNode event = Json.object().put("id", id).put("id_str", String.valueOf(id));
    event.put("title", title()).put("text", sent.path("text").asText());
    event.put("date_happened", happened).put("priority", priority());
    event.put("alert_type", sent.path("alert_type").asText("info"));
    event.put("resource", "/api/v1/events/" + id).put("url", "/event/event?id=" + id);
    event.set("device_name", orNull("device_name"));
    event.set("host", orNull("host"));
    ArrayNode tags = event.putArray("tags");
    TreeSet<String> sorted = new TreeSet<>();
    sent.path("tags").forEach(tag -> sorted.add(tag.asText()));
    sorted.forEach(tags::add);
    return event;
  }

  /** As a list shows it. */
  ObjectNode listed() {
    ObjectNode event = read().put("is_aggregate", false).put("source", "My Apps");
    event.putArray("comments");
    return event;
  }

  private JsonNode orNull(String name) {
    return sent.has(name) ? sent.get(name) : Json.MAPPER.nullNode();
  }
}
