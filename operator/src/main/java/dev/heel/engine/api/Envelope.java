package dev.heel.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON:API's wrapping of a body, {@code {"data": {"type", "id", "attributes"}}}, in which Datadog's
 * API v2 takes and gives objects. Inside Heel a body is its attributes, with the id among them.
 */
public final class Envelope {
  private static final String ATTRIBUTES = "attributes";

  private Envelope() {}

  /**
   * The body as it is sent.
   *
   * @param id of the object that is changed; null for a new one
   */
  public static JsonNode closed(Routes routes, JsonNode body, String id) {
    if (routes.envelope() == null || body == null) {
      return body;
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("type", routes.envelope());
    if (id != null) {
      data.put("id", id);
    }
    data.set(ATTRIBUTES, body);
    return JsonNodeFactory.instance.objectNode().set("data", data);
  }

  /** An answer, or an item of a list, or an export: its attributes and its id. */
  public static JsonNode opened(Routes routes, JsonNode answer) {
    JsonNode data = answer.path("data").isObject() ? answer.get("data") : answer;
    if (routes.envelope() == null || !data.path(ATTRIBUTES).isObject()) {
      return answer;
    }
    ObjectNode body = data.get(ATTRIBUTES).deepCopy();
    if (data.has("id")) {
      body.set("id", data.get("id"));
    }
    return body;
  }
}
