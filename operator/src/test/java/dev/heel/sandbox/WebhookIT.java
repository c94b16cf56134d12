package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("One webhook, from both sides")
class WebhookIT extends OneWorld {
  private static final String TOKEN = "https://outlet.example.com/t0ken-of-the-outlet";

  @Test
  @DisplayName("a webhook's secret arrives, a changed one is sent again, and no status shows it")
  void webhookSecret(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogWebhook", ns, "hook-a", "{url: $(secret/outlet/url), payload: {a: $DATE}}");
    assertThat(
            World.ready(await(ns, "DatadogWebhook", "hook-a", "WaitingForReference"))
                .path("message")
                .asText())
        .startsWith("No Secret " + ns + "/outlet.");
    secret(ns, TOKEN);
    await(ns, "DatadogWebhook", "hook-a", "InSync");
    assertThat(url("hook-a")).isEqualTo(TOKEN);
    secret(ns, TOKEN + "-2");
    eventually(() -> assertThat(url("hook-a")).isEqualTo(TOKEN + "-2"));
    world.organisation().webhooks().edit("hook-a", json("{url: 'https://foreign.example.com/x'}"));
    eventually(() -> assertThat(url("hook-a")).isEqualTo(TOKEN + "-2"));
    JsonNode status = await(ns, "DatadogWebhook", "hook-a", "InSync").path("status");
    assertThat(status.at("/secrets/0/name").asText()).isEqualTo("outlet");
    String events = world.kubernetes().get("/api/v1/namespaces/%s/events".formatted(ns)).text();
    assertThat(status + events).doesNotContain("t0ken", "foreign.example.com");
  }

  private static void secret(String ns, String value) {
    world.apply(
        "{apiVersion: v1, kind: Secret, metadata: {name: outlet, namespace: %s}, stringData: {url: '%s'}}"
            .formatted(ns, value));
  }

  @Test
  @DisplayName("a foreign webhook of that name is refused, and taken when the spec says so")
  void webhookForeign(TestInfo test) {
    String ns = namespace(test);
    world.trust(ns);
    String name = world.organisation().webhooks().createForeign(1).get(0);
    String before = url(name);
    apply(
        "DatadogWebhook", ns, "h", "{name: '%s', url: 'https://mine.example.com'}".formatted(name));
    await(ns, "DatadogWebhook", "h", "AlreadyExists");
    assertThat(url(name)).isEqualTo(before);
    patch(
        ns, "DatadogWebhook", "h", "{spec: {adopt: {name: '%s', takeOver: true}}}".formatted(name));
    await(ns, "DatadogWebhook", "h", "InSync");
    assertThat(url(name)).isEqualTo("https://mine.example.com");
  }

  private static String url(String name) {
    return world.organisation().webhooks().get(name).orElseThrow().path("url").asText();
  }

  @Test
  @DisplayName("its Secret is watched once, however often it is looked at")
  void webhookWatch(TestInfo test) {
    String ns = namespace(test);
    secret(ns, TOKEN);
    apply("DatadogWebhook", ns, "hook-w", "{url: $(secret/outlet/url), payload: {n: 0}}");
    await(ns, "DatadogWebhook", "hook-w", "InSync");
    long before = secretWatches();
    for (int n = 1; n <= 5; n++) {
      patch(ns, "DatadogWebhook", "hook-w", "{spec: {payload: {n: %d}}}".formatted(n));
      await(ns, "DatadogWebhook", "hook-w", "InSync");
    }
    assertThat(secretWatches()).isEqualTo(before);
  }

  private static long secretWatches() {
    return world.sandbox.kubernetes().requests().entrySet().stream()
        .filter(each -> each.getKey().startsWith("WATCH") && each.getKey().contains("/secrets"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
