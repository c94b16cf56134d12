package dev.heel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import dev.heel.testing.Person;
import dev.heel.testing.RealParts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody with {@code edit} in one namespace applies resources that the API server takes and that
 * nobody can walk: they are that namespace's trouble alone.
 */
@DisplayName("Resources that are too large to walk")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileSizesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String MONITOR =
      """
      {"apiVersion": "heel.dev/v1alpha1", "kind": "DatadogMonitor", "metadata": {"name": "%s"},
       "spec": {"deletionPolicy": "Delete", "definition": {"type": "metric alert", "message": "%s",
                "query": "avg(last_5m):avg:m{env:a} > 1", "options": {"variables": %s}}}}""";

  private static final String BOARD =
      """
      {"apiVersion": "heel.dev/v1alpha1", "kind": "DatadogDashboard", "metadata": {"name": "%s"},
       "spec": {"widgets": [{"definition": {"type": "note", "content": "x", "more": %s}}]}}""";

  private static final String CHECK =
      """
      {"apiVersion": "heel.dev/v1alpha1", "kind": "DatadogCheck", "metadata": {"name": "%s"},
       "spec": {"integration": "http_check", "runOn": "Cluster",
                "instances": [{"name": "x", "url": "http://a.example.com", "headers": %s}]}}""";

  private static final String NAMING =
      """
      {"apiVersion": "heel.dev/v1alpha1", "kind": "DatadogMonitor", "metadata": {"name": "%s"},
       "spec": {"definitionFrom": {"configMapKeyRef": {"name": "slow", "key": "d"}}}}""";

  @TempDir private static Path directory;
  private static Installation heel;
  private static Person shop;
  private static Person evil;

  /** By {@code kind/name}, what evil applies. */
  private static final Map<String, String> ATTACKS = attacks();

  private static Map<String, String> attacks() {
    String deep = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);
    String deeper = "{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000);
    String lists = "[".repeat(5_000) + "]".repeat(5_000);
    String key = "{\"" + "k".repeat(50_001) + "\": 1}";
    Map<String, String> attacks = new LinkedHashMap<>();
    attacks.put("ddmon/deep", MONITOR.formatted("deep", "x", deep));
    attacks.put("ddmon/deeper", MONITOR.formatted("deeper", "x", deeper));
    attacks.put("ddmon/key", MONITOR.formatted("key", "x", key));
    attacks.put("dddash/lists", BOARD.formatted("lists", lists));
    attacks.put("ddcheck/deep", CHECK.formatted("deep", deep));
    attacks.put("ddcheck/key", CHECK.formatted("key", key));
    return attacks;
  }

  @BeforeAll
  static void install() throws IOException {
    RealParts.assumeControlPlane("that resources too large to walk stop nobody else's");
    heel = Installation.in(directory, DatadogOptions.defaults());
    heel.startOperator();
    heel.applyStory("10-account", "20-agent");
    shop = Person.with(heel.kubectl(), "edit", "shop");
    evil = Person.with(heel.kubectl(), "edit", "evil");
    shop.apply(MONITOR.formatted("alarm", "one", "[]"));
    evil.apply(MONITOR.formatted("turns", "good", "[]"));
    shop.awaitReason("ddmon/alarm", "InSync");
    evil.awaitReason("ddmon/turns", "InSync");
  }

  @AfterAll
  static void stop() throws Exception {
    if (heel != null) {
      heel.close();
    }
  }

  private static JsonNode monitor(Person person, String name) {
    OrganisationPages organisation = heel.datadog().organisation("0".repeat(32));
    String id = person.field("ddmon/" + name, "{.status.id}");
    return organisation.monitor(Long.parseLong(id)).orElseThrow();
  }

  /** What shop writes still reaches Datadog. */
  private static void assertShopIsServed(String message) {
    shop.apply(MONITOR.formatted("alarm", message, "[]"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(monitor(shop, "alarm").path("message").asText()).contains(message));
    shop.apply(CHECK.formatted("web-" + message, "{}"));
    shop.awaitReason("ddcheck/web-" + message, "Rendered");
  }

  @Test
  @Order(1)
  @DisplayName("each is told what is too large, and everybody else is served")
  void told() {
    ATTACKS.values().forEach(evil::apply);
    ATTACKS.forEach(
        (resource, text) ->
            assertThat(evil.awaitReason(resource, "Invalid"))
                .as(resource)
                .contains("spec.")
                .contains("[spec-size]"));
    assertThat(heel.datadog().objects()).as("shop's and the good one of evil").hasSize(2);
    assertShopIsServed("two");
  }

  @Test
  @Order(2)
  @DisplayName("an operator that starts anew among them serves everybody else")
  void restarted() {
    heel.stopOperator();
    heel.startOperator();
    assertShopIsServed("three");
  }

  @Test
  @Order(3)
  @DisplayName("a good one that becomes too large keeps its object as it was")
  void keeps() {
    String deep = "[".repeat(2_000) + "]".repeat(2_000);
    evil.apply(MONITOR.formatted("turns", "bad", deep));
    assertThat(evil.awaitReason("ddmon/turns", "Invalid")).contains("100 levels");
    assertThat(monitor(evil, "turns").path("message").asText()).contains("good");
  }

  @Test
  @Order(4)
  @DisplayName("a ConfigMap of a few KB that takes hours to read, named by many, is told at once")
  void slowDefinitions() throws IOException {
    evil.apply(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: slow}, binaryData: {d: %s}}"
            .formatted(gzipped("{\"x\": " + "7".repeat(4_000_000) + "}")));
    for (int i = 0; i < 16; i++) {
      evil.apply(NAMING.formatted("slow-" + i));
    }
    for (int i = 0; i < 16; i++) {
      assertThat(evil.awaitReason("ddmon/slow-" + i, "Invalid")).contains("400 digits");
    }
    assertShopIsServed("four");
  }

  private static String gzipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @Test
  @Order(5)
  @DisplayName("they go when they are deleted, and so does the object of the one that had one")
  void deleted() {
    for (String resource : ATTACKS.keySet()) {
      evil.kubectl().run("delete", resource, "-n", "evil", "--timeout=60s");
    }
    evil.kubectl().run("delete", "ddmon/turns", "-n", "evil", "--timeout=60s");
    assertThat(heel.datadog().objects()).as("shop's alone").hasSize(1);
    assertShopIsServed("five");
  }
}
