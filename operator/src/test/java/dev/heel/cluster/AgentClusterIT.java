package dev.heel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.testing.Kubectl;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
 * The story's Agent on a real API server under the rights that Heel ships. There is no kubelet, so
 * nothing becomes ready; every object passes the API server's validation, admission and escalation
 * checks.
 */
@DisplayName("An Agent on a real API server, with the rights that Heel ships")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path directory;
  private static Installation heel;
  private static Kubectl kubectl;

  @BeforeAll
  static void install() throws IOException {
    RealParts.assumeControlPlane("an Agent under Heel's own rights");
    heel = Installation.in(directory, DatadogOptions.defaults());
    kubectl = heel.kubectl();
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
  @DisplayName("the story applies strictly, and every object of the Agent is made")
  void made() throws IOException {
    heel.applyStory(
        "01-secrets", "10-account", "30-mysql", "40-custom-check", "50-jmx-check", "20-agent");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", "all,cm,secret,sa,rolebinding", "-n", "datadog"))
                    .as(kubectl.run("get", "ddagent", "datadog", "-n", "datadog", "-o", "yaml"))
                    .contains(
                        "daemonset.apps/datadog-agent",
                        "deployment.apps/datadog-cluster-agent",
                        "service/datadog-admission",
                        "secret/datadog-cluster-agent-token",
                        "configmap/datadog-agent-jars-0",
                        "configmap/datadog-cluster-agent-conf-0"));
    assertThat(kubectl.run("get", "clusterrolebindings", "-l", "heel.dev/agent", "-o", "name"))
        .contains("heel.datadog.datadog-agent", "heel.datadog.datadog-cluster-agent");
    assertThat(kubectl.run("get", "ddagent", "-n", "datadog")).contains("Progressing");
  }

  @Test
  @Order(2)
  @DisplayName("each object is valid as it stands: the API server takes it again by dry run")
  void dryRun() {
    String all = "daemonset,deployment,service,configmap,serviceaccount,rolebinding";
    String objects = kubectl.run("get", all, "-n", "datadog", "-l", "heel.dev/agent", "-o", "yaml");
    String said =
        kubectl.feed(
            objects,
            "replace",
            "--dry-run=server",
            "--validate=strict",
            "--force=false",
            "-f",
            "-");
    assertThat(said.lines()).hasSizeGreaterThan(12).allMatch(line -> line.contains("replaced"));
  }

  @Test
  @Order(3)
  @DisplayName("the node Agent may ask its kubelet and read no Secret; nor may the Cluster Agent")
  void rights() {
    assertThat(can("datadog-agent", "get", "nodes", "--subresource=proxy")).isEqualTo("yes");
    assertThat(can("datadog-agent", "get", "secrets/mysql-datadog")).isEqualTo("no");
    assertThat(can("datadog-cluster-agent", "list", "pods")).isEqualTo("yes");
    assertThat(can("datadog-cluster-agent", "list", "secrets")).isEqualTo("no");
  }

  @Test
  @Order(4)
  @DisplayName("where Heel may not grant, the check says which Role to make; made, it is taken")
  void grant() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(reason("mysql")).isEqualTo("GrantMissing"));
    String message = condition("mysql", "message");
    assertThat(message).contains("--verb=get --resource=secrets --resource-name=mysql-datadog");
    heel.run(message);
    assertThat(can("datadog-agent", "get", "secrets/mysql-datadog")).isEqualTo("yes");
    kubectl.run("annotate", "ddcheck", "mysql", "-n", "home", "heel.dev/look=1");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(reason("mysql")).isEqualTo("Rendered"));
  }

  @Test
  @Order(5)
  @DisplayName(
      "a deleted Agent takes all along: by owner references, and by Heel where none reaches")
  void deleted() {
    assertThat(owned())
        .as("what is there before, of each kind")
        .contains(
            "configmap/datadog-agent-config",
            "secret/datadog-cluster-agent-token",
            "serviceaccount/datadog-agent",
            "rolebinding.rbac.authorization.k8s.io/datadog-cluster-agent",
            "daemonset.apps/datadog-agent",
            "deployment.apps/datadog-cluster-agent",
            "service/datadog-admission");

    kubectl.run("delete", "ddagent", "datadog", "-n", "datadog", "--timeout=60s");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        kubectl.run(
                            "get", "clusterrolebindings", "-l", "heel.dev/agent", "-o", "name"))
                    .isEmpty());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(owned()).isEmpty());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(reason("mysql")).isEqualTo("WaitingForAgent"));
  }

  /** What Kubernetes' own collector of garbage must take: nobody else deletes these. */
  private static List<String> owned() {
    String kinds =
        "configmap,secret,serviceaccount,rolebinding,role,daemonset,deployment,service,"
            + "controllerrevision";
    return kubectl
        .run("get", kinds, "-n", "datadog", "-l", "heel.dev/agent", "-o", "name")
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static String reason(String check) {
    return condition(check, "reason");
  }

  private static String condition(String check, String field) {
    String path = "jsonpath={.status.conditions[?(@.type==\"Ready\")]." + field + "}";
    return kubectl.run("get", "ddcheck", check, "-n", "home", "-o", path);
  }

  /** Asked in the namespace of the story's database. */
  private static String can(String account, String... question) {
    List<String> arguments = new ArrayList<>(List.of("auth", "can-i"));
    arguments.addAll(List.of(question));
    arguments.addAll(List.of("--as=system:serviceaccount:datadog:" + account, "-n", "home"));
    return kubectl.attempt(null, arguments.toArray(String[]::new)).out();
  }
}
