package dev.heel.sandbox.datadog.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP answer: either a JSON tree, or a text of any type, or nothing.
 *
 * @param json the body as a tree, or null; a binary node for bytes of another type
 * @param text the body as text when {@code json} is null; null for no body
 */
public record Reply(int status, JsonNode json, String text, Map<String, String> headers) {
  private static final String TYPE = "Content-Type";

  public static Reply json(int status, JsonNode body) {
    return new Reply(status, body, null, Map.of(TYPE, "application/json"));
  }

  public static Reply ok(JsonNode body) {
    return json(200, body);
  }

  public static Reply nothing(int status) {
    return new Reply(status, null, null, Map.of());
  }

  /** Datadog's common error shape: {@code {"errors": ["text"]}}. */
  public static Reply error(int status, String text) {
    ObjectNode body = Json.object();
    body.putArray("errors").add(text);
    return json(status, body);
  }

  public Reply with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(more);
    return new Reply(status, json, text, all);
  }

  public Reply withJson(JsonNode body) {
    return new Reply(status, body, null, headers);
  }

  public byte[] bytes() {
    if (json != null && json.isBinary()) {
      return ((BinaryNode) json).binaryValue();
    }
    if (json != null) {
      return Json.bytes(json);
    }
    return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
  }
}
