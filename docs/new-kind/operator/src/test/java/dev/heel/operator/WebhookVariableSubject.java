package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Custom variables of webhooks: known by their names alone, which are in capitals. */
final class WebhookVariableSubject extends PlainSubject {
  WebhookVariableSubject() {
    super(
        "DatadogWebhookVariable",
        "v",
        "/api/v1/integration/webhooks/configuration/custom-variables",
        "webhook-variables");
  }

  @Override
  public void fill(ObjectNode spec, Wanted wanted) {
    String name = wanted.name().toUpperCase(Locale.ROOT).replace('-', '_');
    spec.put("name", name).put("value", "version " + wanted.version());
  }

  @Override
  public List<String> differences(Wanted wanted, JsonNode object) {
    return new Differences()
        .text("value", "version " + wanted.version(), object.path("value"))
        .flag("is_secret", false, object.path("is_secret"))
        .all();
  }

  @Override
  public String owner(JsonNode object) {
    String name = object.path("name").asText("").toLowerCase(Locale.ROOT).replace('_', '-');
    return name.startsWith(letter() + "-") ? Wanted.NAMESPACE + "/" + name : "";
  }

  @Override
  public ObjectNode edit() {
    return JsonNodeFactory.instance.objectNode().put("value", "edited by hand");
  }
}
