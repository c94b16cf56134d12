package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whole objects as people export them from Datadog, in the resource or in a ConfigMap. */
@DisplayName("Definitions")
class DefinitionsIT {
  private static final String QUERY = "avg(last_5m):avg:exported{*} > 7";
  private static World world;

  @BeforeAll
  static void open() {
    world = World.brisk();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @DisplayName("an export with ids and state is the base; the typed fields are laid over it")
  void inline() {
    world.namespace("inline");
    long id =
        world.inSync(
            resource(
                "inline",
                """
                message: typed
                  definition: {id: 1, name: exported, type: query alert, query: '%s', message: base,
                    overall_state: OK, created: '2020-01-01T00:00:00Z', creator: {name: x},
                    options: {renotify_interval: 30, new_host_delay: 300}}"""
                    .formatted(QUERY)));
    JsonNode monitor = world.object(id).orElseThrow();
    assertThat(monitor.path("name").asText()).isEqualTo("exported");
    assertThat(monitor.path("message").asText()).isEqualTo("typed");
    assertThat(monitor.at("/options/renotify_interval").asInt()).isEqualTo(30);
  }

  @Test
  @DisplayName("from a ConfigMap: YAML, JSON and gzip say the same")
  void formats() throws IOException {
    world.namespace("formats");
    String json = "{\"type\": \"metric alert\", \"query\": \"" + QUERY + "\", \"message\": \"m\"}";
    String zipped = Base64.getEncoder().encodeToString(gzip(json));
    world.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: exported, namespace: formats}
        data:
          json: '%s'
          yaml: |
            type: metric alert
            query: %s
            message: m
        binaryData: {zipped: %s}
        """
            .formatted(json, QUERY, zipped));
    for (String key : new String[] {"json", "yaml", "zipped"}) {
      world.apply(from("formats", key, key));
      long id = world.awaitReason("formats", key, "InSync").at("/status/id").asLong();
      assertThat(world.object(id).orElseThrow().path("query").asText()).as(key).isEqualTo(QUERY);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  @DisplayName(
      "a ConfigMap or key that is not there is named and waited for; broken content is not")
  void missing() {
    world.namespace("missing");
    world.apply(from("missing", "m", "monitor"));
    assertMessage("missing", "WaitingForReference", "No ConfigMap missing/exported");
    world.apply(configMap("missing", "other: x"));
    assertMessage(
        "missing", "WaitingForReference", "Key monitor of ConfigMap missing/exported is not there");
    world.apply(configMap("missing", "monitor: 'type: [metric'"));
    assertMessage(
        "missing", "Invalid", "Key monitor of ConfigMap missing/exported is neither JSON nor YAML");
    world.apply(configMap("missing", "monitor: just words"));
    assertMessage("missing", "Invalid", "Key monitor of ConfigMap missing/exported is no");
    world.apply(
        configMap("missing", "monitor: \"{type: metric alert, query: '%s'}\"".formatted(QUERY)));
    world.awaitReason("missing", "m", "InSync");
  }

  @Test
  @DisplayName("once made, the monitor stays when its ConfigMap breaks or goes")
  void stays() {
    world.namespace("stays");
    world.apply(
        configMap("stays", "monitor: \"{type: metric alert, query: '%s'}\"".formatted(QUERY)));
    world.apply(from("stays", "m", "monitor"));
    long id = world.awaitReason("stays", "m", "InSync").at("/status/id").asLong();
    world.kubernetes().send("DELETE", "/api/v1/namespaces/stays/configmaps/exported", null);
    world.awaitReason("stays", "m", "WaitingForReference");
    assertThat(world.object(id)).isPresent();
    assertThat(world.resource("stays", "m").at("/status/id").asLong()).isEqualTo(id);
  }

  @Test
  @DisplayName("a ConfigMap with too much in it, once unpacked, is refused before it is parsed")
  void bomb() throws IOException {
    world.namespace("bomb");
    String zipped = Base64.getEncoder().encodeToString(gzip("a: b\n".repeat(1_000_000)));
    world.apply(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: exported, namespace: bomb}, binaryData: {monitor: %s}}"
            .formatted(zipped));
    world.apply(from("bomb", "m", "monitor"));
    assertMessage("bomb", "Invalid", "is larger than 4 MiB when unpacked");
  }

  @Test
  @DisplayName("definition and definitionFrom together are refused by the API server itself")
  void both() {
    world.namespace("both");
    KubeHttp.Answer answer =
        world
            .kubernetes()
            .send(
                "POST",
                "/apis/heel.dev/v1alpha1/namespaces/both/datadogmonitors",
                json(from("both", "m", "k") + "  definition: {}\n").toString());
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.text()).contains("one of definition and definitionFrom");
  }

  @Test
  @DisplayName(
      "what heel validate warns of in a ConfigMap is told as Events, also when it comes later")
  void warnings() {
    world.namespace("warned");
    world.apply(from("warned", "m", "monitor"));
    assertMessage("warned", "WaitingForReference", "No ConfigMap warned/exported");
    assertThat(world.events("warned", "m", "UnknownOption")).isEmpty();
    String definition = "monitor: \"{type: metric alert, query: '%s', %s: x}\"";
    world.apply(configMap("warned", definition.formatted(QUERY, "messge")));
    world.awaitReason("warned", "m", "InSync");
    assertThat(world.events("warned", "m", "UnknownOption")).hasSize(1);
    assertThat(world.events("warned", "m", "UnknownOption").get(0)).contains("messge");
    world.apply(configMap("warned", definition.formatted(QUERY, "mesage")));
    eventually(
        () ->
            assertThat(world.events("warned", "m", "UnknownOption"))
                .hasSize(2)
                .anyMatch(message -> message.contains("mesage")));
  }

  private static void assertMessage(String namespace, String reason, String words) {
    eventually(
        () -> {
          JsonNode ready = world.ready(namespace, "m");
          assertThat(ready.path("reason").asText()).isEqualTo(reason);
          assertThat(ready.path("message").asText()).contains(words);
        });
    assertThat(world.owned(namespace, "m")).isEmpty();
  }

  private static String resource(String namespace, String spec) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: m, namespace: %s}
        spec:
          %s
        """
        .formatted(namespace, spec);
  }

  private static String from(String namespace, String name, String key) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: %s, namespace: %s}
        spec:
          definitionFrom: {configMapKeyRef: {name: exported, key: %s}}
        """
        .formatted(name, namespace, key);
  }

  private static String configMap(String namespace, String data) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: exported, namespace: %s}
        data:
          %s
        """
        .formatted(namespace, data);
  }
}
