package dev.heel.sandbox.datadog.webhooks;

import static dev.heel.sandbox.datadog.webhooks.Form.require;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.ServedKind;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.NamedObjects;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import dev.heel.sandbox.datadog.world.World;
import java.util.List;

/** Custom variables of webhooks: what the server makes of one that was sent, and what it shows. */
public final class WebhookVariables {
  private static final List<String> MEMBERS = List.of("name", "value", "is_secret");

  private WebhookVariables() {}

  public static ServedKind in(World world) {
    PerOrganisation<NamedObjects> objects =
        new PerOrganisation<>(
            each ->
                new NamedObjects(
                    world, "webhook_variable", WebhookVariables::shown, WebhookVariables::foreign));
    return new ServedKind(
        "webhook-variables",
        objects,
        new WebhooksApi(
            "custom-variables",
            "webhook_variable",
            "Custom variable",
            objects,
            WebhookVariables::body));
  }

  private static ObjectNode body(ObjectNode old, ObjectNode sent) {
    ObjectNode body = Form.overlaid(old, sent, MEMBERS);
    require(Form.text(body, "name").matches("[A-Z0-9_]+"), "name");
    require(body.path("value").isTextual(), "value");
    require(body.path("is_secret").isBoolean(), "is_secret");
    return body;
  }

  /** A secret's value is never shown again. */
  private static ObjectNode shown(ObjectNode variable) {
    ObjectNode view = Json.shallow(variable);
    if (view.path("is_secret").asBoolean()) {
      view.remove("value");
    }
    return view;
  }

  private static ObjectNode foreign(int number) {
    ObjectNode sent = Json.object();
    return sent.put("name", "ROOM_" + number).put("value", "r" + number).put("is_secret", false);
  }
}
