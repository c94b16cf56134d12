package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("A monitor that somebody edits in the UI")
class EditedIT extends OneWorld {
  @Test
  @DisplayName("an edit in the UI is put back, and an Event says what was changed")
  void edited(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m", "options: {thresholds: {warning: 500}}"));
    world
        .organisation()
        .edit(id, json("{message: Mine now, options: {thresholds: {warning: 650}}}"));
    eventually(
        () -> {
          JsonNode monitor = world.object(id).orElseThrow();
          assertThat(monitor.path("message").asText()).startsWith("High.");
          assertThat(monitor.at("/options/thresholds/warning").asInt()).isEqualTo(500);
          assertThat(world.events(ns, "m", "Reverted"))
              .singleElement()
              .satisfies(
                  text -> assertThat(text).contains("options.thresholds.warning", "Put back."));
        });
  }

  @Test
  @DisplayName("a field that somebody adds in the UI is reset")
  void added(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m"));
    world.organisation().edit(id, json("{priority: 1, options: {renotify_interval: 30}}"));
    eventually(
        () -> {
          JsonNode monitor = world.object(id).orElseThrow();
          assertThat(monitor.path("priority").isNull()).isTrue();
          assertThat(monitor.at("/options/renotify_interval").asInt()).isZero();
        });
  }

  @Test
  @DisplayName("a field that the spec gives up goes from Datadog, although its update is partial")
  void givenUp(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m", "priority: 2", "tags: [team:a]"));
    world.patch(ns, "m", "{spec: {priority: null}}");
    eventually(() -> assertThat(world.object(id).orElseThrow().path("priority").isNull()).isTrue());
    world.awaitReason(ns, "m", "InSync");
  }

  @Test
  @DisplayName("drift: Report leaves the edit, shows it, and tells of it once")
  void report(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m", "drift: Report", "priority: 3"));
    world.organisation().edit(id, json("{priority: 1}"));
    JsonNode resource = world.awaitReason(ns, "m", "Drifted");
    assertThat(World.ready(resource).path("status").asText()).isEqualTo("True");
    assertThat(resource.at("/status/drift/0"))
        .isEqualTo(json("{field: priority, found: 1, wanted: 3}"));
    assertThat(World.ready(resource).path("message").asText())
        .isEqualTo("1 field differs in Datadog, and drift is Report: priority.");
    world.patch(ns, "m", "{metadata: {annotations: {heel.dev/look: again}}}");
    eventually(() -> assertThat(world.events(ns, "m", "Drifted")).hasSize(1));
    assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(1);
    world.patch(ns, "m", "{spec: {drift: Revert}}");
    assertThat(world.awaitReason(ns, "m", "InSync").at("/status/drift").isMissingNode()).isTrue();
    assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("ignored pointers are left to others, and survive the next change of the spec")
  void ignored(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m", "priority: 3", "ignore: [/priority]"));
    world.organisation().edit(id, json("{priority: 1, message: x}"));
    eventually(
        () ->
            assertThat(world.object(id).orElseThrow().path("message").asText())
                .startsWith("High."));
    assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("heel.dev/pause-until leaves edits alone until then")
  void paused(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m", "priority: 3"));
    world.patch(
        ns, "m", "{metadata: {annotations: {heel.dev/pause-until: \"2999-01-01T00:00:00Z\"}}}");
    world.organisation().edit(id, json("{priority: 1}"));
    world.awaitReason(ns, "m", "Paused");
    assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(1);
    world.patch(ns, "m", "{metadata: {annotations: {heel.dev/pause-until: null}}}");
    eventually(
        () -> assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(3));
  }
}
