package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.Kubectl;
import dev.heel.testing.Person;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What needs Heel as Helm installs it, each process with the rights of its ServiceAccount and the
 * arguments of its Deployment: whether the owner of an object may be asked for, and which hosts an
 * account may name.
 */
@DisplayName("Installed by the chart")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileInstallationIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String MONITOR =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogMonitor
      metadata: {name: %s}
      spec:
        type: metric alert
        query: "avg(last_5m):avg:m{*} > 8"
        message: "@a@example.com"
        %s
      """;

  private static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: own-keys, namespace: evil}
      stringData: {api-key: "%s", app-key: "%s"}
      """
          .formatted("2".repeat(32), "2".repeat(40));

  private static final String ACCOUNT =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogAccount
      metadata: {name: own, namespace: evil}
      spec: {url: "%s", secretRef: {name: own-keys}}
      """;

  private static final String HIDDEN = "a-word-that-only-datadog-may-have";
  private static final String WEBHOOK =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: hidden}
      data: {url: %s}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogWebhook
      metadata: {name: hook}
      spec: {url: "$(secret/hidden/url)"}
      """
          .formatted(base64("https://a.example.com/" + HIDDEN));

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @TempDir private static Path directory;
  private static Installation heel;
  private static Person shop;
  private static Person evil;
  private static Listener listener;

  @BeforeAll
  static void start() throws IOException {
    RealParts.assumeControlPlane("whether an owner lives, under watchNamespaces");
    heel = new Installation(directory);
    Kubectl kubectl = heel.kubectl();
    kubectl.run("create", "namespace", "shop");
    kubectl.run("create", "namespace", "evil");
    listener = new Listener();
    heel.install("datadog", watching("shop", "evil"));
    shop = Person.with(kubectl, "edit", "shop");
    evil = Person.with(kubectl, "edit", "evil");
  }

  @AfterAll
  static void stop() {
    if (heel != null) {
      listener.close();
      heel.close();
    }
  }

  /** Everybody may adopt, and Heel works in these namespaces alone. */
  private static Map<String, String> watching(String... namespaces) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namespaces.length; i++) {
      values.put("watchNamespaces[" + i + "]", namespaces[i]);
    }
    values.put("secretAccess.namespaces[0]", "evil");
    values.put("defaultAccount.grants[0].allow[0]", "Adopt");
    values.put("defaultAccount.grants[0].namespaces.from", "All");
    return values;
  }

  private static void assertStillTheShops() {
    assertThat(heel.datadog().organisation("0".repeat(32)).monitors())
        .singleElement()
        .satisfies(
            monitor ->
                assertThat(monitor.path("tags").toString())
                    .contains("heel_owner:shop/alarm")
                    .doesNotContain("evil/"));
  }

  @Test
  @Order(1)
  @DisplayName("an owner is asked for in a watched namespace, and its object is not taken")
  void watched() {
    shop.apply(MONITOR.formatted("alarm", ""));
    shop.awaitReason("ddmon/alarm", "InSync");
    String id = shop.field("ddmon/alarm", "{.status.id}");
    evil.apply(MONITOR.formatted("taker", "adopt: {id: \"" + id + "\", takeOver: true}"));
    assertThat(evil.awaitReason("ddmon/taker", "OwnedByAnother"))
        .contains("belongs to DatadogMonitor shop/alarm")
        .doesNotContain("could not be asked");
    assertStillTheShops();
  }

  @Test
  @Order(2)
  @DisplayName("an account at a host that nobody listed makes no call, in whatever spelling")
  void unlistedHosts() {
    byThePlatform(SECRET);
    String port = String.valueOf(listener.port());
    for (String url :
        List.of(
            "http://127.0.0.1:" + port,
            "http://localhost:" + port,
            "http://api.datadoghq.com@127.0.0.1:" + port,
            "http://127.1:" + port + "/api.datadoghq.com",
            heel.datadog().url().toString().replace("127.0.0.1", "localhost"))) {
      byThePlatform(ACCOUNT.formatted(url));
      awaitAccount("NotAllowed");
    }
    assertThat(listener.calls()).isZero();
  }

  @Test
  @Order(3)
  @DisplayName("a listed host that is no Datadog is told by its code; its words reach no status")
  void words() {
    Map<String, String> values = new HashMap<>(watching("shop", "evil"));
    values.put("allowedDatadogHosts[0]", "http://127.0.0.1:" + listener.port());
    heel.upgrade(values);
    byThePlatform(ACCOUNT.formatted("http://127.0.0.1:" + listener.port()));
    awaitAccount("Unavailable");
    assertThat(listener.calls()).isPositive();
    assertThat(evil.seen("ddacct/own")).contains("answered 404").doesNotContain(Listener.WORDS);
    assertThat(heel.log("heel")).doesNotContain(Listener.WORDS);
  }

  @Test
  @Order(4)
  @DisplayName("no value of a Secret that Heel reads is in what others may read, nor in its log")
  void secrets() {
    evil.apply(WEBHOOK);
    evil.awaitReason("ddhook/hook", "InSync");
    JsonNode sent =
        heel.datadog().organisation("0".repeat(32)).webhooks().get("hook").orElseThrow();
    assertThat(sent.path("url").asText()).as("it was read").endsWith(HIDDEN);
    String everything =
        "events,configmaps,ddacct,ddagent,ddcheck,ddmon,dddash,dddown,ddhook,deployments,leases";
    String seen = heel.kubectl().run("get", everything, "-A", "-o", "yaml");
    for (String value : List.of(HIDDEN, "0".repeat(32), "1".repeat(40), "2".repeat(32))) {
      assertThat(seen).doesNotContain(value);
      assertThat(heel.log("heel")).doesNotContain(value);
    }
  }

  /** What is said of the account as it is written now. */
  private static void awaitAccount(String reason) {
    String generation = evil.field("ddacct/own", "{.metadata.generation}");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(evil.ready("ddacct/own", "observedGeneration")).isEqualTo(generation);
              assertThat(evil.ready("ddacct/own", "reason")).isEqualTo(reason);
            });
  }

  /** As the platform's owner: a tenant may write no account. */
  private static void byThePlatform(String manifest) {
    heel.kubectl().feed(manifest, "apply", "-f", "-");
  }

  @Test
  @Order(5)
  @DisplayName(
      "an owner in a namespace that is watched no longer cannot be asked for: it counts as living")
  void watchedNoLonger() {
    heel.upgrade(watching("evil"));
    evil.kubectl().run("annotate", "ddmon", "taker", "-n", "evil", "heel.dev/look=again");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(evil.ready("ddmon/taker", "message"))
                    .contains("Whether that exists could not be asked")
                    .containsIgnoringCase("forbidden"));
    assertThat(evil.ready("ddmon/taker", "reason")).isEqualTo("OwnedByAnother");
    assertStillTheShops();
  }
}
