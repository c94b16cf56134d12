package dev.heel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.cli.CommandLines;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import dev.heel.testing.Kubectl;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator on a real API server, as the ServiceAccount of {@code manifests/install.yaml} and
 * with no other right: a verb that the project forgot to ask for fails here. Datadog is the
 * embedded one.
 */
@DisplayName("Heel on a real API server, with the rights that it ships")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String API_KEY = "0".repeat(32);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the chart's secretAccess.namespaces=[home] has it: the webhook's address is a Secret. */
  private static final String SECRETS_OF_HOME =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: heel-account-secrets, namespace: home}
      rules: [{apiGroups: [""], resources: [secrets], verbs: [get, list, watch]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: heel-account-secrets, namespace: home}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: heel-account-secrets}
      subjects: [{kind: ServiceAccount, name: heel, namespace: datadog}]
      """;

  @TempDir private static Path directory;
  private static Installation heel;
  private static Kubectl kubectl;

  @BeforeAll
  static void install() throws IOException {
    RealParts.assumeControlPlane("the operator under its own rights");
    heel = Installation.in(directory, DatadogOptions.builder().foreignMonitors(20).build());
    kubectl = heel.kubectl();
    heel.apply(SECRETS_OF_HOME);
    heel.startOperator();
  }

  @AfterAll
  static void stop() throws Exception {
    if (heel != null) {
      heel.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName("the story's manifests apply strictly and become Ready; kubectl shows it")
  void story() throws IOException {
    heel.applyStory(
        "01-secrets", "10-account", "60-dashboard", "70-monitor", "71-downtimes", "90-webhook");
    kubectl.run(
        "wait",
        "--for=condition=Ready",
        "ddacct,ddmon,dddash,dddown,ddhook",
        "--all",
        "-A",
        "--timeout=60s");
    assertThat(kubectl.run("get", "datadog", "-A"))
        .contains("READY   REASON")
        .contains("datadogmonitor.heel.dev/my-metric")
        .contains("KeysValid");
    assertThat(kubectl.run("events", "-n", "home"))
        .as("Events are written, so that right is there")
        .contains("Created monitor");
    assertThat(names()).hasSize(kubectl.run("get", "ddmon", "-A", "-o", "name").split("\n").length);
  }

  @Test
  @Order(2)
  @DisplayName("an edit in Datadog is put back, and the resource tells of it")
  void edited() throws IOException {
    long id = Long.parseLong(field("my-metric", "{.status.id}"));
    organisation().edit(id, JSON.readTree("{\"options\": {\"thresholds\": {\"warning\": 650}}}"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        organisation()
                            .monitor(id)
                            .orElseThrow()
                            .at("/options/thresholds/warning")
                            .asInt())
                    .isEqualTo(500));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(kubectl.run("events", "-n", "home")).contains("Put back."));
  }

  @Test
  @Order(3)
  @DisplayName(
      "a spec that is edited again and again while statuses are written ends as last written")
  void conflict() {
    for (int warning = 501; warning <= 520; warning++) {
      patch(
          "my-metric",
          "{\"spec\":{\"options\":{\"thresholds\":{\"warning\":%d}}}}".formatted(warning));
    }
    long id = Long.parseLong(field("my-metric", "{.status.id}"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode monitor = organisation().monitor(id).orElseThrow();
              assertThat(monitor.at("/options/thresholds/warning").asInt()).isEqualTo(520);
              assertThat(field("my-metric", "{.status.observedGeneration}"))
                  .isEqualTo(field("my-metric", "{.metadata.generation}"));
            });
    assertThat(names().stream().filter(name -> name.startsWith("my_metric {{#is_alert}}")))
        .hasSize(1);
  }

  @Test
  @Order(4)
  @DisplayName("what the CRD's rules refuse never reaches the operator")
  void refused() {
    Kubectl.Said said =
        kubectl.attempt(
            "{\"spec\":{\"options\":{\"thresholds\":{\"critical\":900}}}}",
            "patch",
            "ddmon",
            "my-metric",
            "-n",
            "home",
            "--type=merge",
            "--patch-file=/dev/stdin");
    assertThat(said.code()).isNotZero();
    assertThat(said.err())
        .contains(
            "options.thresholds.critical must be the number at the end of the query, or be left out");
  }

  @Test
  @Order(5)
  @DisplayName("a deleted resource takes its monitor along, and nothing else")
  void deleted() {
    kubectl.feed(monitor("short-lived", "home"), "apply", "-f", "-");
    kubectl.run(
        "wait", "--for=condition=Ready", "ddmon/short-lived", "-n", "home", "--timeout=60s");
    assertThat(names()).contains("short-lived");
    kubectl.run("delete", "ddmon", "short-lived", "-n", "home", "--timeout=60s");
    assertThat(names()).doesNotContain("short-lived");
    assertThat(organisation().foreignMonitors()).hasSize(20);
  }

  @Test
  @Order(6)
  @DisplayName("a namespace that is deleted ends, with its monitors")
  void namespace() {
    kubectl.run("create", "namespace", "passing");
    StringBuilder manifests = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      manifests.append(monitor("passing-" + i, "passing")).append("---\n");
    }
    kubectl.feed(manifests.toString(), "apply", "-f", "-");
    kubectl.run(
        "wait", "--for=condition=Ready", "ddmon", "--all", "-n", "passing", "--timeout=60s");
    kubectl.run("delete", "namespace", "passing", "--timeout=90s");
    assertThat(names()).noneMatch(name -> name.startsWith("passing-"));
  }

  @Test
  @Order(7)
  @DisplayName("an account in use goes last")
  void account() {
    kubectl.run("delete", "ddacct", "default", "-n", "datadog", "--wait=false");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", "ddacct", "-n", "datadog"))
                    .contains("DeletionBlocked"));
    kubectl.run("delete", "dddown,ddmon,dddash,ddhook", "--all", "-A", "--timeout=60s");
    kubectl.run("wait", "--for=delete", "ddacct/default", "-n", "datadog", "--timeout=60s");
    assertThat(names()).isEmpty();
  }

  @Test
  @Order(8)
  @DisplayName("uninstall without the operator: release lets go, and the CRDs can be deleted")
  void uninstall() throws IOException {
    heel.applyStory("10-account");
    kubectl.feed(monitor("left-behind", "home"), "apply", "-f", "-");
    kubectl.run(
        "wait", "--for=condition=Ready", "ddmon/left-behind", "-n", "home", "--timeout=60s");
    heel.stopOperator();
    assertThat(CommandLines.run(kubectl.kubeconfig(), "release", "--all", "--orphan")).isZero();
    kubectl.run(
        "delete", "crd", "datadogmonitors.heel.dev", "datadogaccounts.heel.dev", "--timeout=60s");
    assertThat(names()).containsExactly("left-behind");
  }

  private static String monitor(String name, String namespace) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: %s, namespace: %s}
        spec:
          type: metric alert
          query: avg(last_5m):avg:system.load.1{*} > 9
          message: "High. @platform-team@example.com"
        """
        .formatted(name, namespace);
  }

  private static void patch(String name, String patch) {
    kubectl.run("patch", "ddmon", name, "-n", "home", "--type=merge", "-p", patch);
  }

  private static String field(String name, String path) {
    return kubectl.run("get", "ddmon", name, "-n", "home", "-o", "jsonpath=" + path);
  }

  private static OrganisationPages organisation() {
    return heel.datadog().organisation(API_KEY);
  }

  private static List<String> names() {
    return organisation().monitors().stream().map(m -> m.path("name").asText()).toList();
  }
}
