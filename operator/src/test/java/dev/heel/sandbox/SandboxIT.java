package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.faults.Fault;
import dev.heel.sandbox.datadog.monitors.MonitorGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("One monitor, from both sides")
class SandboxIT extends OneWorld {
  @Test
  @DisplayName("deleted in the UI, it is made again, and an Event says so")
  void recreated(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m"));
    world.organisation().delete(id);
    eventually(
        () -> {
          assertThat(world.owned(ns, "m")).hasSize(1);
          assertThat(world.resource(ns, "m").at("/status/id").asLong()).isNotEqualTo(id);
          assertThat(world.events(ns, "m", "Recreated")).hasSize(1);
        });
  }

  @Test
  @DisplayName("a deleted resource takes its monitor along")
  void deleted(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m"));
    world.delete(ns, "m");
    world.awaitGone(ns, "m");
    assertThat(world.object(id)).isEmpty();
    assertThat(world.organisation().foreignMonitors()).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  @DisplayName("deletionPolicy: Orphan leaves the monitor, and the same manifest takes it back")
  void orphaned(TestInfo test) {
    String ns = namespace(test);
    String manifest = monitor(ns, "m", "deletionPolicy: Orphan");
    long id = world.inSync(manifest);
    world.delete(ns, "m");
    world.awaitGone(ns, "m");
    assertThat(world.object(id)).isPresent();
    assertThat(world.inSync(manifest)).isEqualTo(id);
  }

  @Test
  @DisplayName("suspend: nothing is read or written until it is lifted")
  void suspended(TestInfo test) {
    String ns = namespace(test);
    world.apply(monitor(ns, "m", "suspend: true"));
    world.awaitReason(ns, "m", "Suspended");
    assertThat(world.owned(ns, "m")).isEmpty();
    world.patch(ns, "m", "{spec: {suspend: null}}");
    world.awaitReason(ns, "m", "InSync");
    assertThat(world.owned(ns, "m")).hasSize(1);
  }

  @Test
  @DisplayName("adoption shows the differences first, and changes them when told to take over")
  void adopted(TestInfo test) {
    String ns = namespace(test);
    world.trust(ns);
    long id = world.organisation().createForeign(1).get(0);
    world.apply(monitor(ns, "m", "adopt: {id: \"" + id + "\"}"));
    JsonNode resource = world.awaitReason(ns, "m", "AdoptionShown");
    assertThat(resource.at("/status/drift").findValuesAsText("field")).contains("query", "tags");
    assertThat(world.owned(ns, "m")).isEmpty();
    world.patch(ns, "m", "{spec: {adopt: {takeOver: true}}}");
    assertThat(world.awaitReason(ns, "m", "InSync").at("/status/id").asLong()).isEqualTo(id);
    assertThat(world.object(id).orElseThrow().path("query").asText()).contains("my_metric");
  }

  @Test
  @DisplayName("a clone that somebody makes in the UI is named and left alone")
  void cloned(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m"));
    long copy = world.organisation().createForeign(1).get(0);
    JsonNode tags = world.object(id).orElseThrow().path("tags");
    world.organisation().edit(copy, json("{tags: " + tags + "}"));
    eventually(() -> assertThat(world.events(ns, "m", "Copy")).hasSize(1));
    eventually(
        () -> {
          JsonNode ready = world.ready(ns, "m");
          assertThat(ready.path("message").asText())
              .contains("monitor " + copy + " carries the same marker");
          assertThat(ready.path("status").asText()).isEqualTo("True");
        });
    assertThat(world.object(copy)).isPresent();
    assertThat(world.resource(ns, "m").at("/status/id").asLong()).isEqualTo(id);
  }

  @Test
  @DisplayName(
      "what Datadog refuses is quoted, the older generation stays, and the same is not sent again")
  void rejected(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m"));
    world
        .sandbox
        .datadog()
        .faults()
        .next("PUT /api/v1/monitor/" + id, Fault.error(400, "invalid operator specified"));
    world.patch(ns, "m", "{spec: {priority: 4}}");
    JsonNode ready = World.ready(world.awaitReason(ns, "m", "Rejected"));
    assertThat(ready.path("status").asText()).isEqualTo("False");
    assertThat(ready.path("message").asText())
        .startsWith(
            "Datadog refused generation 2 and keeps generation 1: 400 \"invalid operator specified\".");
    assertThat(world.events(ns, "m", "Rejected"))
        .singleElement()
        .satisfies(text -> assertThat(text).contains("Monitor " + id + " stays as it was."));
    assertThat(world.object(id).orElseThrow().path("priority").isNull()).isTrue();
    world.patch(ns, "m", "{metadata: {annotations: {heel.dev/look: again}}}");
    world.patch(ns, "m", "{spec: {priority: 5}}");
    world.awaitReason(ns, "m", "InSync");
    assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(5);
  }

  @Test
  @DisplayName("states and triggered groups come back: ten groups, the newest first, then a count")
  void states(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m"));
    List<MonitorGroup> groups = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      groups.add(new MonitorGroup("host:web-" + i, "Alert", 1_800_000_000L + i));
    }
    world.organisation().state(id, "Alert", groups);
    eventually(
        () -> {
          JsonNode status = world.resource(ns, "m").path("status");
          assertThat(status.path("state").asText()).isEqualTo("Alert");
          assertThat(status.path("triggered")).hasSize(10);
          assertThat(status.at("/triggered/0/group").asText()).isEqualTo("host:web-11");
          assertThat(status.path("triggeredMore").asInt()).isEqualTo(2);
        });
  }

  @Test
  @DisplayName("at rest nothing is written, and only lists are read")
  void rest(TestInfo test) throws InterruptedException {
    String ns = namespace(test);
    world.inSync(monitor(ns, "m"));
    assertThat(new Settling(world.sandbox).await(Duration.ofSeconds(30))).isTrue();
    long writes = world.sandbox.kubernetes().writes("heel-operator");
    Map<String, Long> before = world.sandbox.datadog().calls();
    long lists = before.get("GET /api/v1/monitor");
    eventually(
        () ->
            assertThat(world.sandbox.datadog().calls().get("GET /api/v1/monitor"))
                .isGreaterThan(lists + 4));
    assertThat(world.sandbox.kubernetes().writes("heel-operator")).isEqualTo(writes);
    Map<String, Long> after = world.sandbox.datadog().calls();
    before.forEach(
        (call, count) -> {
          if (!call.equals("GET /api/v1/monitor")) {
            assertThat(after.get(call)).as(call).isEqualTo(count);
          }
        });
  }
}
