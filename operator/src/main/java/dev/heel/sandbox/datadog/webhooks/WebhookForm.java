package dev.heel.sandbox.datadog.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.text.Json;
import java.util.List;
import java.util.Set;

/**
 * What the server makes of a webhook or a custom variable that was sent, and what it refuses. Its
 * words for a bad member are not known: its general sentence stands in.
 */
public final class WebhookForm {
  /** What a webhook sends when nothing was said, as answers of the real API show it. */
  static final String DEFAULT_PAYLOAD =
      "{\"body\": \"$EVENT_MSG\", \"last_updated\": \"$LAST_UPDATED\", "
          + "\"event_type\": \"$EVENT_TYPE\", \"title\": \"$EVENT_TITLE\", \"date\": \"$DATE\", "
          + "\"org\": {\"id\": \"$ORG_ID\", \"name\": \"$ORG_NAME\"}, \"id\": \"$ID\"}";

  private static final List<String> WEBHOOK =
      List.of("name", "url", "payload", "custom_headers", "encode_as", "auth_method_id");
  private static final List<String> VARIABLE = List.of("name", "value", "is_secret");
  private static final Set<String> ENCODINGS = Set.of("json", "form");

  private WebhookForm() {}

  /**
   * @param old what a partial update starts from; empty for a new webhook
   * @throws ApiError 400 for a member that cannot be
   */
  static ObjectNode webhook(ObjectNode old, ObjectNode sent) {
    ObjectNode body = overlaid(old, sent, WEBHOOK);
    defaultsTo(body, "payload", DEFAULT_PAYLOAD);
    defaultsTo(body, "encode_as", "json");
    require(!text(body, "name").isBlank(), "name");
    require(text(body, "url").matches("(?i)https?://\\S+"), "url");
    require(body.get("payload").isTextual(), "payload");
    require(textOrNull(body, "custom_headers"), "custom_headers");
    require(textOrNull(body, "auth_method_id"), "auth_method_id");
    require(ENCODINGS.contains(text(body, "encode_as")), "encode_as");
    return body;
  }

  /**
   * @param old what a partial update starts from; empty for a new variable
   * @throws ApiError 400 for a member that cannot be
   */
  static ObjectNode variable(ObjectNode old, ObjectNode sent) {
    ObjectNode body = overlaid(old, sent, VARIABLE);
    require(text(body, "name").matches("[A-Z0-9_]+"), "name");
    require(body.path("value").isTextual(), "value");
    require(body.path("is_secret").isBoolean(), "is_secret");
    return body;
  }

  /** A secret's value is never shown again. */
  public static ObjectNode shown(ObjectNode variable) {
    ObjectNode view = Json.shallow(variable);
    if (view.path("is_secret").asBoolean()) {
      view.remove("value");
    }
    return view;
  }

  private static ObjectNode overlaid(ObjectNode old, ObjectNode sent, List<String> names) {
    ObjectNode body = Json.object();
    for (String name : names) {
      JsonNode value = sent.has(name) ? sent.get(name) : old.get(name);
      body.set(name, value == null ? Json.MAPPER.nullNode() : value);
    }
    return body;
  }

  private static void defaultsTo(ObjectNode body, String name, String value) {
    if (body.path(name).isNull()) {
      body.put(name, value);
    }
  }

  private static String text(ObjectNode body, String name) {
    return body.path(name).isTextual() ? body.path(name).asText() : "";
  }

  private static boolean textOrNull(ObjectNode body, String name) {
    return body.path(name).isNull() || body.path(name).isTextual();
  }

  private static void require(boolean good, String name) {
    if (!good) {
      throw ApiError.badRequest(Request.invalid(name));
    }
  }

  /** A webhook of somebody else. */
  public static ObjectNode foreignWebhook(int number) {
    ObjectNode sent = Json.object();
    sent.put("name", "chat-room-" + number).put("url", "https://chat.example.com/" + number);
    return webhook(Json.object(), sent);
  }

  /** A variable of somebody else. */
  public static ObjectNode foreignVariable(int number) {
    ObjectNode sent = Json.object();
    return sent.put("name", "ROOM_" + number).put("value", "r" + number).put("is_secret", false);
  }
}
