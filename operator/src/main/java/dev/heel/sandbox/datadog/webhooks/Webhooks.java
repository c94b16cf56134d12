package dev.heel.sandbox.datadog.webhooks;

import static dev.heel.sandbox.datadog.webhooks.Form.require;
import static dev.heel.sandbox.datadog.webhooks.Form.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.ServedKind;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.NamedObjects;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import dev.heel.sandbox.datadog.world.World;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Webhooks: what the server makes of one that was sent, and what it refuses. */
public final class Webhooks {
  /** What a webhook sends when nothing was said, as answers of the real API show it. */
  private static final String DEFAULT_PAYLOAD =
      "{\"body\": \"$EVENT_MSG\", \"last_updated\": \"$LAST_UPDATED\", "
          + "\"event_type\": \"$EVENT_TYPE\", \"title\": \"$EVENT_TITLE\", \"date\": \"$DATE\", "
          + "\"org\": {\"id\": \"$ORG_ID\", \"name\": \"$ORG_NAME\"}, \"id\": \"$ID\"}";

  private static final List<String> MEMBERS =
      List.of("name", "url", "payload", "custom_headers", "encode_as", "auth_method_id");
  private static final Set<String> ENCODINGS = Set.of("json", "form");

  private Webhooks() {}

  public static ServedKind in(World world) {
    PerOrganisation<NamedObjects> objects =
        new PerOrganisation<>(
            each ->
                new NamedObjects(world, "webhook", UnaryOperator.identity(), Webhooks::foreign));
    return new ServedKind(
        "webhooks",
        objects,
        new WebhooksApi("webhooks", "webhook", "Webhook", objects, Webhooks::body));
  }

  private static ObjectNode body(ObjectNode old, ObjectNode sent) {
    ObjectNode body = Form.overlaid(old, sent, MEMBERS);
    defaultsTo(body, "payload", DEFAULT_PAYLOAD);
    defaultsTo(body, "encode_as", "json");
    require(!text(body, "name").isBlank(), "name");
    require(text(body, "url").matches("(?i)https?://\\S+"), "url");
    require(body.get("payload").isTextual(), "payload");
    require(isTextOrNull(body, "custom_headers"), "custom_headers");
    require(isTextOrNull(body, "auth_method_id"), "auth_method_id");
    require(ENCODINGS.contains(text(body, "encode_as")), "encode_as");
    return body;
  }

  private static void defaultsTo(ObjectNode body, String name, String value) {
    if (body.path(name).isNull()) {
      body.put(name, value);
    }
  }

  private static boolean isTextOrNull(ObjectNode body, String name) {
    return body.path(name).isNull() || body.path(name).isTextual();
  }

  private static ObjectNode foreign(int number) {
    ObjectNode sent = Json.object();
    sent.put("name", "chat-room-" + number).put("url", "https://chat.example.com/" + number);
    return body(Json.object(), sent);
  }
}
