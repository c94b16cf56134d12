package dev.heel.sandbox;

import static dev.heel.sandbox.World.composite;
import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.Fault;
import dev.heel.sandbox.datadog.MonitorGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * What Heel promises of one monitor, seen from outside: through the two APIs and the operator's
 * poller, never by calling its code. Each case has a namespace of its own.
 */
@DisplayName("One monitor, from both sides")
class SandboxIT {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.open(DatadogOptions.builder().hastened().foreignMonitors(5).build());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String namespace(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    world.namespace(name);
    return name;
  }

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
  @DisplayName(
      "a type that cannot change makes a new monitor; who refers to it follows, then the old one goes")
  void replaced(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m"));
    world.inSync(composite(ns, "both", "m", "m"));
    world.patch(
        ns,
        "m",
        """
        {spec: {type: log alert, query: 'logs("status:error").index("main").rollup("count").last("5m") > 10'}}
        """);
    eventually(
        () -> {
          long next = world.resource(ns, "m").at("/status/id").asLong();
          assertThat(next).isNotEqualTo(id);
          assertThat(world.owned(ns, "both").get(0).path("query").asText())
              .isEqualTo(next + " && " + next);
          assertThat(world.object(id)).isEmpty();
          assertThat(world.resource(ns, "m").at("/status/replaced").isMissingNode()).isTrue();
        });
  }

  @Test
  @DisplayName("a reference to nothing waits with a sentence, and goes on when it is there")
  void referred(TestInfo test) {
    String ns = namespace(test);
    world.apply(composite(ns, "both", "one", "two"));
    JsonNode resource = world.awaitReason(ns, "both", "WaitingForReference");
    assertThat(World.ready(resource).path("message").asText())
        .isEqualTo(
            "No DatadogMonitor %s/one (in spec.query). Nothing was sent to Datadog; goes on as soon as it exists."
                .formatted(ns));
    assertThat(world.owned(ns, "both")).isEmpty();
    world.apply(monitor(ns, "one"));
    world.apply(monitor(ns, "two"));
    world.awaitReason(ns, "both", "InSync");
  }

  @Test
  @DisplayName("references in a circle are named on every one of them")
  void circle(TestInfo test) {
    String ns = namespace(test);
    world.apply(composite(ns, "one", "two", "two"));
    world.apply(composite(ns, "two", "one", "one"));
    for (String name : List.of("one", "two")) {
      JsonNode resource = world.awaitReason(ns, name, "ReferenceCycle");
      assertThat(World.ready(resource).path("message").asText())
          .contains("DatadogMonitor " + ns + "/one", "DatadogMonitor " + ns + "/two");
    }
  }

  @Test
  @DisplayName(
      "a definition from a ConfigMap is waited for, read, refused when broken, and followed")
  void definition(TestInfo test) {
    String ns = namespace(test);
    world.apply(
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: m, namespace: %s}
        spec:
          tags: [team:typed]
          definitionFrom: {configMapKeyRef: {name: exported, key: monitor}}
        """
            .formatted(ns));
    world.awaitReason(ns, "m", "WaitingForReference");
    world.apply(configMap(ns, "{broken"));
    world.awaitReason(ns, "m", "Invalid");
    String body =
        "{type: metric alert, query: 'avg(last_5m):avg:x{*} > %d', message: '@a@example.com'}";
    world.apply(configMap(ns, body.formatted(5)));
    long id = world.awaitReason(ns, "m", "InSync").at("/status/id").asLong();
    assertThat(world.object(id).orElseThrow().path("tags").toString()).contains("team:typed");
    world.apply(configMap(ns, body.formatted(6)));
    eventually(
        () -> assertThat(world.object(id).orElseThrow().path("query").asText()).endsWith("> 6"));
  }

  @Test
  @DisplayName("adoption shows the differences first, and changes them when told to take over")
  void adopted(TestInfo test) {
    String ns = namespace(test);
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
    JsonNode ready = world.ready(ns, "m");
    assertThat(ready.path("status").asText()).isEqualTo("True");
    assertThat(ready.path("message").asText())
        .contains("monitor " + copy + " carries the same marker");
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

  private static String configMap(String ns, String content) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: exported, namespace: %s}
        data:
          monitor: "%s"
        """
        .formatted(ns, content);
  }
}
