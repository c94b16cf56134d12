package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.kinds.Kinds;
import dev.heel.testing.Kubectl;
import dev.heel.testing.RealParts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who gives no rights over workloads must lose nothing but Agents and checks; and who takes them
 * back must not break the Agents that run.
 */
@DisplayName("agents.enabled=false on a real API server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WithoutAgentsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String LEFT_ALONE = "DatadogAgents and DatadogChecks are left alone";
  private static final List<String> STORY =
      List.of(
          "01-secrets",
          "40-custom-check",
          "60-dashboard",
          "70-monitor",
          "71-downtimes",
          "90-webhook");

  /** What every ServiceAccount may is left out. */
  private static final Set<String> ALL_THAT_HEEL_MAY_TOUCH =
      Stream.concat(
              Stream.of(
                  "configmaps", "events", "leases.coordination.k8s.io", "namespaces", "secrets"),
              Stream.concat(Kinds.api().stream(), Stream.of(Kinds.ACCOUNT))
                  .map(kind -> HasMetadata.getFullResourceName(kind.type()))
                  .flatMap(resource -> Stream.of(resource, resource + "/status")))
          .collect(Collectors.toSet());

  @TempDir private static Path directory;
  private static Installation heel;
  private static Kubectl kubectl;

  @BeforeAll
  static void start() throws IOException {
    RealParts.assumeControlPlane("the operator without the rights for Agents");
    heel = new Installation(directory);
    kubectl = heel.kubectl();
    heel.tell(List.of("00-namespaces"));
    heel.install("datadog", values(false));
  }

  @AfterAll
  static void stop() {
    if (heel != null) {
      heel.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName("all but Agents and checks becomes Ready, and nothing is refused to the operator")
  void ready() {
    heel.tell(STORY);
    heel.awaitReady();
    assertThat(heel.log("heel"))
        .contains(LEFT_ALONE)
        .doesNotContainIgnoringCase("forbidden")
        .doesNotContain("\"level\":\"ERROR\"");
    assertThat(field("ddcheck", "custom-test-check", "home", "{.status}")).isEmpty();
  }

  @Test
  @Order(2)
  @DisplayName("the operator may touch its resources, their ConfigMaps and Secrets, and no more")
  void rights() {
    assertThat(touchable("heel")).isEqualTo(ALL_THAT_HEEL_MAY_TOUCH);
    assertThat(can("heel", "create", "daemonsets.apps")).isEqualTo("no");
    assertThat(can("heel", "bind", "clusterroles/heel-cluster-agent")).isEqualTo("no");
    assertThat(can("heel", "create", "secrets")).isEqualTo("no");
    assertThat(roles()).doesNotContain("heel-agents", "heel-cluster-agent", "heel-node-agent");
  }

  @Test
  @Order(3)
  @DisplayName("turned on by an upgrade, the Agent is made and the check that waited is taken")
  void on() {
    heel.upgrade(values(true));
    heel.tell(List.of("20-agent"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", "daemonsets,deployments", "-n", "datadog"))
                    .contains("datadog-agent", "datadog-cluster-agent"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(field("ddcheck", "custom-test-check", "home", "{.status.conditions}"))
                    .contains("Rendered"));
  }

  @Test
  @Order(4)
  @DisplayName("turned off again, the Agent stays as it is and keeps its own rights; Heel does not")
  void off() {
    String before = workloads();
    heel.upgrade(values(false));
    assertThat(roles())
        .contains("heel-cluster-agent", "heel-node-agent")
        .doesNotContain("heel-agents");
    assertThat(touchable("heel")).isEqualTo(ALL_THAT_HEEL_MAY_TOUCH);
    assertThat(can("datadog-agent", "get", "endpoints")).isEqualTo("yes");
    assertThat(can("datadog-cluster-agent", "watch", "pods")).isEqualTo("yes");
    assertThat(can("datadog-cluster-agent", "create", "leases.coordination.k8s.io"))
        .isEqualTo("yes");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(heel.log("heel").split(LEFT_ALONE)).hasSize(3));
    assertThat(workloads()).isNotEmpty().isEqualTo(before);
  }

  @Test
  @Order(5)
  @DisplayName("once the Agent is gone, the next upgrade takes its roles away too")
  void gone() {
    kubectl.run("delete", "ddagent", "datadog", "-n", "datadog", "--timeout=60s");
    heel.upgrade(values(false));
    assertThat(roles()).doesNotContain("heel-cluster-agent", "heel-node-agent");
  }

  private static Map<String, ?> values(boolean agents) {
    return Map.of("agents.enabled", agents, "secretAccess.namespaces[0]", "home");
  }

  private static String field(String kind, String name, String namespace, String path) {
    return kubectl.run("get", kind, name, "-n", namespace, "-o", "jsonpath=" + path);
  }

  private static String workloads() {
    String path = "jsonpath={.items[*].metadata.resourceVersion}";
    return kubectl.run(
        "get",
        "daemonsets,sa,rolebindings,cm",
        "-n",
        "datadog",
        "-l",
        "heel.dev/agent",
        "-o",
        path);
  }

  private static List<String> roles() {
    String format = "jsonpath={range .items[*]}{.metadata.name}{\"\\n\"}{end}";
    return kubectl
        .run("get", "roles,clusterroles", "-A", "-l", "app.kubernetes.io/name=heel", "-o", format)
        .lines()
        .toList();
  }

  /** Resources that an account has some right to in the namespace of the release. */
  private static Set<String> touchable(String account) {
    Set<String> all = listed(account);
    all.removeAll(listed("nobody"));
    return all;
  }

  private static Set<String> listed(String account) {
    String as = "--as=system:serviceaccount:datadog:" + account;
    return kubectl
        .run("auth", "can-i", "--list", "--no-headers", as, "-n", "datadog")
        .lines()
        .map(line -> line.split("\\s+")[0])
        .filter(resource -> !resource.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String can(String account, String verb, String resource) {
    return kubectl
        .attempt(
            null,
            "auth",
            "can-i",
            verb,
            resource,
            "--as=system:serviceaccount:datadog:" + account,
            "-n",
            "datadog")
        .out();
  }
}
