package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("Dashboards, downtimes, webhooks and monitors together")
class StoryIT extends OneWorld {
  @Test
  @DisplayName(
      "a message that names a webhook and a dashboard has the handle and the address in it")
  void references(TestInfo test) {
    String ns = namespace(test);
    world.apply(
        monitor(ns, "m")
            .replace(
                "High. @platform-team@example.com",
                "@webhook-$(DatadogWebhook/hook-b) $(DatadogDashboard/d.url)"));
    apply("DatadogWebhook", ns, "hook-b", "{url: 'https://b.example.com'}");
    apply("DatadogDashboard", ns, "d", WIDGETS);
    long id = world.awaitReason(ns, "m", "InSync").at("/status/id").asLong();
    assertThat(world.object(id).orElseThrow().path("message").asText())
        .matches("@webhook-hook-b https://\\S+/dashboard/\\S+");
  }

  @Test
  @DisplayName("a dashboard that is made anew has its new address in the message that names it")
  void addressChanges(TestInfo test) {
    String ns = namespace(test);
    world.apply(monitor(ns, "m").replace("High.", "$(DatadogDashboard/d.url)"));
    apply("DatadogDashboard", ns, "d", WIDGETS);
    long monitor = world.awaitReason(ns, "m", "InSync").at("/status/id").asLong();
    String before = resource(ns, "DatadogDashboard", "d").at("/status/id").asText();
    world.organisation().dashboards().delete(before);
    eventually(
        () -> {
          JsonNode status = resource(ns, "DatadogDashboard", "d").path("status");
          assertThat(status.path("id").asText()).isNotEqualTo(before);
          assertThat(world.object(monitor).orElseThrow().path("message").asText())
              .contains(status.path("url").asText());
        });
  }

  @Test
  @DisplayName("who refers to another goes before it, when both are deleted")
  void deletedInReverse(TestInfo test) {
    String ns = namespace(test);
    world.apply(
        monitor(ns, "m")
            .replace("High.", "@webhook-$(DatadogWebhook/hook-r) $(DatadogDashboard/d.url)"));
    apply("DatadogWebhook", ns, "hook-r", "{url: 'https://r.example.com'}");
    apply("DatadogDashboard", ns, "d", WIDGETS);
    apply("DatadogDowntime", ns, "nights", NIGHTS);
    List<String> paths =
        List.of(
            "/downtime/" + idOf(ns, "DatadogDowntime", "nights"),
            "/monitor/" + idOf(ns, "DatadogMonitor", "m"),
            "/dashboard/" + idOf(ns, "DatadogDashboard", "d"));
    world.kubernetes().send("DELETE", "/api/v1/namespaces/" + ns, null);
    eventually(
        () -> {
          List<String> deletions = deletions();
          List<Integer> turns = paths.stream().map(path -> turn(deletions, path)).toList();
          assertThat(turns).doesNotContain(-1).isSorted();
          assertThat(turn(deletions, "/webhooks/hook-r")).isGreaterThan(turns.get(1));
        });
  }

  private static String idOf(String ns, String kind, String name) {
    return await(ns, kind, name, "InSync").at("/status/id").asText();
  }

  private static List<String> deletions() {
    return world.callLog().stream().filter(call -> call.contains(" DELETE ")).toList();
  }

  private static int turn(List<String> calls, String path) {
    return IntStream.range(0, calls.size())
        .filter(i -> calls.get(i).contains(path))
        .findFirst()
        .orElse(-1);
  }

  @Test
  @DisplayName("what is deleted here goes from Datadog")
  void deleted(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDashboard", ns, "d", WIDGETS);
    apply("DatadogWebhook", ns, "hook-c", "{url: 'https://c.example.com'}");
    String id = await(ns, "DatadogDashboard", "d", "InSync").at("/status/id").asText();
    await(ns, "DatadogWebhook", "hook-c", "InSync");
    delete(ns, "DatadogDashboard", "d");
    delete(ns, "DatadogWebhook", "hook-c");
    eventually(
        () -> {
          assertThat(world.organisation().dashboards().get(id)).isEmpty();
          assertThat(world.organisation().webhooks().get("hook-c")).isEmpty();
        });
  }
}
