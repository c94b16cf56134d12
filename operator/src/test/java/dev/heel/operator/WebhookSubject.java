package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Webhooks: known by their name alone, and there is no list of them. */
final class WebhookSubject extends PlainSubject {
  WebhookSubject() {
    super("DatadogWebhook", "w", "/api/v1/integration/webhooks/configuration/webhooks", "webhooks");
  }

  @Override
  public void fill(ObjectNode spec, Wanted wanted) {
    spec.put("url", url(wanted)).put("encodeAs", isForm(wanted) ? "form" : "json");
    spec.putObject("payload").put("version", "v" + wanted.version());
    if (hasHeaders(wanted)) {
      spec.putObject("customHeaders").put("X-Version", "" + wanted.version());
    }
  }

  @Override
  public List<String> differences(Wanted wanted, JsonNode object) {
    return new Differences()
        .text("url", url(wanted), object.path("url"))
        .text("encode_as", isForm(wanted) ? "form" : "json", object.path("encode_as"))
        .contains("payload", "v" + wanted.version(), object.path("payload"))
        .contains(
            "headers",
            hasHeaders(wanted) ? "X-Version" : "null",
            object.path("custom_headers").isMissingNode()
                ? NullNode.instance
                : object.path("custom_headers"))
        .all();
  }

  @Override
  public String owner(JsonNode object) {
    String name = object.path("name").asText("");
    return name.startsWith(letter() + "-") ? Wanted.NAMESPACE + "/" + name : "";
  }

  @Override
  public ObjectNode edit() {
    return JsonNodeFactory.instance.objectNode().put("url", "https://edited.example.com");
  }

  private static String url(Wanted wanted) {
    return "https://%s.example.com/v%d".formatted(wanted.name(), wanted.version());
  }

  private static boolean isForm(Wanted wanted) {
    return wanted.version() % 2 == 1;
  }

  private static boolean hasHeaders(Wanted wanted) {
    return wanted.version() % 3 == 1;
  }
}
