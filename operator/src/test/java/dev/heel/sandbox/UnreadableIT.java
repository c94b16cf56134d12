package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Resources as an older or foreign CRD lets them in: here the schema is taken away. One that nobody
 * understands gets a sentence of its own and stops no other.
 */
@DisplayName("A resource that cannot be read")
class UnreadableIT {
  private static final String CRD =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/datadogmonitors.heel.dev";
  private static final String MONITORS = "/apis/heel.dev/v1alpha1/namespaces/%s/datadogmonitors";
  private static World world;
  private static OwnOperator operator;

  @BeforeAll
  static void open() {
    world = World.unattended();
    KubeHttp.Answer answer =
        world
            .kubernetes()
            .send(
                "PATCH",
                CRD,
                "application/json-patch+json",
                """
                [{"op": "replace", "path": "/spec/versions/0/schema/openAPIV3Schema",
                  "value": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}]""");
    assertThat(answer.code()).as(answer.text()).isEqualTo(200);
    operator = OwnOperator.start(world);
  }

  @AfterAll
  static void close() {
    operator.close();
    world.close();
  }

  @ParameterizedTest(name = "spec {1}: Invalid, with the field''s name")
  @CsvSource(
      delimiter = '|',
      value = {
        "text      | 'just text'                                      | spec",
        "list      | [1, 2]                                           | spec",
        "drift     | {drift: Sideways, query: q}                      | spec.drift",
        "flag      | {suspend: {a: 1}}                                | spec.suspend",
        "query     | {type: metric alert, query: {a: 1}}              | spec.query",
        "tags      | {type: metric alert, query: 'q > 1', tags: {}}   | spec.tags",
        "options   | {type: metric alert, query: 'q > 1', options: 5} | spec.options",
        "reference | {accountRef: default, query: 'q > 1'}            | spec.accountRef",
        "from      | {definitionFrom: {configMapKeyRef: 7}}           | spec.definitionFrom",
        "ignore    | {ignore: 7, type: metric alert, query: 'q > 1'}  | spec.ignore"
      })
  void wrongType(String name, String spec, String field) {
    String ns = "wrong-" + name;
    world.namespace(ns);
    put(
        ns,
        "{apiVersion: heel.dev/v1alpha1, kind: DatadogMonitor, metadata: {name: m}, spec: %s}"
            .formatted(spec));
    eventually(
        () -> {
          JsonNode ready = world.ready(ns, "m");
          assertThat(ready.path("reason").asText()).isEqualTo("Invalid");
          assertThat(ready.path("message").asText())
              .contains(field)
              .contains("Nothing was sent to Datadog.");
        });
    world.inSync(monitor(ns, "good"));
    world.delete(ns, "m");
    world.awaitGone(ns, "m");
  }

  @Test
  @DisplayName("properties that no class has, at the root and in spec, do no harm")
  void unknownProperties() {
    world.namespace("unknown");
    put(
        "unknown",
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: m}
        extra: {a: [1]}
        spec: {type: metric alert, query: "avg(last_5m):avg:x{*} > 1", futureField: {b: 2}}
        """);
    eventually(() -> assertThat(world.ready("unknown", "m").path("reason").asText()).isNotEmpty());
    long good = world.inSync(monitor("unknown", "good"));
    world.organisation().edit(good, json("{priority: 1}"));
    eventually(
        () -> assertThat(world.object(good).orElseThrow().path("priority").isNull()).isTrue());
  }

  @Test
  @DisplayName("without a spec it says what is missing")
  void noSpec() {
    world.namespace("no-spec");
    put("no-spec", "{apiVersion: heel.dev/v1alpha1, kind: DatadogMonitor, metadata: {name: m}}");
    eventually(
        () -> assertThat(world.ready("no-spec", "m").path("reason").asText()).isEqualTo("Invalid"));
    world.inSync(monitor("no-spec", "good"));
  }

  @Test
  @DisplayName("a status of another shape is written anew, and the others go on")
  void wrongStatus() {
    world.namespace("wrong-status");
    put(
        "wrong-status",
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: m}
        spec: {type: metric alert, query: "avg(last_5m):avg:x{*} > 1"}
        """);
    world.awaitReason("wrong-status", "m", "InSync");
    KubeHttp.Answer answer =
        world
            .kubernetes()
            .send(
                "PATCH",
                MONITORS.formatted("wrong-status") + "/m/status",
                "application/merge-patch+json",
                json("{status: {triggered: {a: [1]}, conditions: none, observedGeneration: x}}")
                    .toString());
    assertThat(answer.code()).as(answer.text()).isEqualTo(200);
    world.inSync(monitor("wrong-status", "good"));
    world.patch("wrong-status", "m", "{spec: {priority: 2}}");
    world.awaitReason("wrong-status", "m", "InSync");
    assertThat(world.owned("wrong-status", "m"))
        .singleElement()
        .satisfies(m -> assertThat(m.path("priority").asInt()).isEqualTo(2));
  }

  private static void put(String namespace, String yaml) {
    KubeHttp.Answer answer =
        world.kubernetes().send("POST", MONITORS.formatted(namespace), json(yaml).toString());
    assertThat(answer.code()).as(answer.text()).isEqualTo(201);
  }
}
