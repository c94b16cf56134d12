package dev.heel.sandbox;

import static dev.heel.sandbox.World.composite;
import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("A monitor that needs something else")
class ReferringIT extends OneWorld {
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
  @DisplayName("a reference to nothing waits with a sentence, and continues when it is there")
  void referred(TestInfo test) {
    String ns = namespace(test);
    world.apply(composite(ns, "both", "one", "two"));
    JsonNode resource = world.awaitReason(ns, "both", "WaitingForReference");
    assertThat(World.ready(resource).path("message").asText())
        .isEqualTo(
            "No DatadogMonitor %s/one (in spec.query). Nothing was sent to Datadog; continues as soon as it exists."
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
