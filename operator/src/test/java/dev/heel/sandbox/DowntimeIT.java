package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("One downtime, from both sides")
class DowntimeIT extends OneWorld {
  @Test
  @DisplayName("a downtime that is cancelled in the UI is made again, and stays with its monitor")
  void downtimeCancelled(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDowntime", ns, "nights", NIGHTS);
    await(ns, "DatadogDowntime", "nights", "WaitingForReference");
    long monitor = world.inSync(monitor(ns, "m"));
    JsonNode status = await(ns, "DatadogDowntime", "nights", "InSync").path("status");
    String id = status.path("id").asText();
    assertThat(status.path("state").asText()).isIn("active", "scheduled");
    assertThat(status.path("next").asText()).matches(".*[A-Z][a-z]{2} \\d+ [A-Z][a-z]{2} .*E[SD]T");
    assertThat(monitorOf(id)).isEqualTo(monitor);
    world.organisation().downtimes().cancel(id);
    eventually(
        () ->
            assertThat(resource(ns, "DatadogDowntime", "nights").at("/status/id").asText())
                .isNotEqualTo(id));
    await(ns, "DatadogDowntime", "nights", "InSync");
    world.organisation().delete(monitor);
    eventually(
        () -> {
          String now = resource(ns, "DatadogDowntime", "nights").at("/status/id").asText();
          assertThat(monitorOf(now)).isEqualTo(world.resource(ns, "m").at("/status/id").asLong());
          assertThat(monitorOf(now)).isNotEqualTo(monitor);
        });
  }

  private static long monitorOf(String downtime) {
    return world
        .organisation()
        .downtimes()
        .get(downtime)
        .orElseThrow()
        .findPath("monitor_id")
        .asLong();
  }

  @Test
  @DisplayName("an active downtime whose begin is moved is made anew, and the old one is cancelled")
  void downtimeMoved(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDowntime", ns, "d", "{monitorTags: ['team:moved']}");
    String id = await(ns, "DatadogDowntime", "d", "InSync").at("/status/id").asText();
    patch(ns, "DatadogDowntime", "d", "{spec: {schedule: {start: '2036-01-01T00:00:00Z'}}}");
    eventually(
        () -> {
          JsonNode status = resource(ns, "DatadogDowntime", "d").path("status");
          assertThat(status.path("id").asText()).isNotEqualTo(id);
          assertThat(status.has("replaced")).isFalse();
          assertThat(status.path("state").asText()).isEqualTo("scheduled");
          assertThat(world.organisation().downtimes().get(id).orElseThrow().toString())
              .contains("\"status\":\"canceled\"");
        });
    eventually(() -> assertThat(world.events(ns, "d", "Replaced")).hasSize(1));
  }

  @Test
  @DisplayName("an active downtime whose message changes is changed, and stays the same one")
  void downtimeReworded(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDowntime", ns, "d", "{monitorTags: ['team:reworded'], message: Before.}");
    String id = await(ns, "DatadogDowntime", "d", "InSync").at("/status/id").asText();
    patch(ns, "DatadogDowntime", "d", "{spec: {message: After.}}");
    eventually(
        () ->
            assertThat(world.organisation().downtimes().get(id).orElseThrow().findPath("message"))
                .asString()
                .contains("After."));
    assertThat(await(ns, "DatadogDowntime", "d", "InSync").at("/status/id").asText()).isEqualTo(id);
  }

  @Test
  @DisplayName("a scheduled downtime that no longer says when it begins begins at once")
  void downtimeBeginsNow(TestInfo test) {
    String ns = namespace(test);
    apply(
        "DatadogDowntime",
        ns,
        "d",
        "{monitorTags: ['team:now'], schedule: {start: '2036-01-01T00:00:00Z'}}");
    String id = await(ns, "DatadogDowntime", "d", "InSync").at("/status/id").asText();
    patch(ns, "DatadogDowntime", "d", "{spec: {schedule: null}}");
    eventually(
        () -> {
          JsonNode now = world.organisation().downtimes().get(id).orElseThrow();
          assertThat(now.at("/attributes/status").asText()).isEqualTo("active");
        });
    assertThat(await(ns, "DatadogDowntime", "d", "InSync").at("/status/id").asText()).isEqualTo(id);
  }

  @Test
  @DisplayName("a one-time downtime whose end has passed is finished and not made")
  void downtimeOver(TestInfo test) {
    String ns = namespace(test);
    apply(
        "DatadogDowntime", ns, "d", "{monitorTags: [a], schedule: {end: '2020-01-01T00:00:00Z'}}");
    JsonNode status = await(ns, "DatadogDowntime", "d", "Finished").path("status");
    assertThat(status.has("id")).isFalse();
    assertThat(world.organisation().downtimes().objects().toString())
        .doesNotContain("/" + ns + "/d");
  }
}
