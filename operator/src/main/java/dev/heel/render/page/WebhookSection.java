package dev.heel.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.render.Body;

/** What a webhook sends, and where to; secrets by their names. */
record WebhookSection(Html html) {
  void write(Body body) {
    JsonNode webhook = body.object();
    html.open("section", "id", Anchors.of(body));
    html.line("h3", "@webhook-" + webhook.path("name").asText(body.name()));
    html.line("p", body.toString(), "class", "from");
    String form = webhook.path("encode_as").asText("json");
    html.open("p", "class", "lead").text("POST as " + form + " to ");
    html.line("code", webhook.path("url").asText("")).close();
    String payload = webhook.path("payload").asText("");
    html.line("pre", payload.isEmpty() ? "Datadog's own payload" : pretty(payload));
    html.close();
  }

  private static String pretty(String payload) {
    return JsonPretty.of(payload).orElse(payload);
  }
}
