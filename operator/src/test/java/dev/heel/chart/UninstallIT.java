package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import dev.heel.testing.Kubectl;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Helm's own engine installs the chart on a real API server, tests it and takes it away again. The
 * pods of the Deployment, of the hook and of the test run as processes under their ServiceAccounts;
 * Datadog is the embedded one.
 */
@DisplayName("helm install, helm test, helm uninstall with 50 resources")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UninstallIT {
  private static final int RESOURCES = 50;
  private static final String MONITORS = "datadogmonitors.heel.dev";
  private static final String RESOURCE_KINDS = "ddmon,dddash";

  @TempDir private static Path directory;
  private static Installation heel;
  private static Kubectl kubectl;

  @BeforeAll
  static void start() throws IOException {
    RealParts.assumeControlPlane("helm install and helm uninstall");
    heel = new Installation(directory);
    kubectl = heel.kubectl();
  }

  @AfterAll
  static void stop() {
    if (heel != null) {
      heel.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName("50 resources become Ready, and helm test says that Heel works")
  void install() {
    heel.install("datadog", Map.of());
    applyResources();
    assertThat(heel.datadog().objects()).hasSize(RESOURCES);
    Helm.test("heel")
        .withNamespace("datadog")
        .withKubeConfig(heel.kubeconfig())
        .withTimeout(120)
        .call();
    assertThat(heel.log("heel-test")).contains(" leads.").contains("KeysValid");
  }

  @Test
  @Order(2)
  @DisplayName("a second install in the cluster fails with a sentence")
  void second() {
    assertThatThrownBy(() -> heel.install("elsewhere", Map.of()))
        .hasMessageContaining(
            "Heel is in this cluster already, as release heel in namespace datadog, and a cluster"
                + " has one Heel.");
    assertThat(kubectl.run("get", "deployments", "-A", "-o", "name"))
        .isEqualTo("deployment.apps/heel");
  }

  @Test
  @Order(3)
  @DisplayName(
      "an upgrade puts this version's CRDs in the place of older ones, and no resource suffers")
  void upgrade() {
    String columns = "jsonpath={.spec.versions[0].additionalPrinterColumns[*].name}";
    String shipped = kubectl.run("get", "crd", MONITORS, "-o", columns);
    kubectl.run(
        "patch",
        "crd",
        MONITORS,
        "--type=json",
        "-p",
        "[{\"op\": \"replace\", \"path\": \"/spec/versions/0/additionalPrinterColumns\", \"value\":"
            + " [{\"name\": \"OLD\", \"type\": \"string\", \"jsonPath\": \".status.old\"}]}]");
    assertThat(kubectl.run("get", "crd", MONITORS, "-o", columns)).isEqualTo("OLD");

    heel.upgrade(Map.of());

    assertThat(kubectl.run("get", "crd", MONITORS, "-o", columns)).isEqualTo(shipped);
    assertThat(heel.log("heel-crds"))
        .contains(MONITORS + " changed", "datadogdashboards.heel.dev unchanged");
    awaitReady();
    assertThat(resources()).hasSize(RESOURCES);
  }

  @Test
  @Order(4)
  @DisplayName("uninstall ends; resources and their objects stay, and nothing of Heel's")
  void orphan() {
    uninstall();
    assertNothingOfHeels();
    assertThat(finalizers()).isEmpty();
    assertThat(resources()).hasSize(RESOURCES);
    assertThat(heel.datadog().objects()).hasSize(RESOURCES);
  }

  @Test
  @Order(5)
  @DisplayName("a new install takes up the objects that stayed and makes none anew")
  void again() {
    heel.install("datadog", Map.of("uninstall.objects", "Delete"));
    awaitReady();
    assertThat(heel.datadog().objects()).hasSize(RESOURCES);
    assertThat(
            kubectl.run(
                "get", RESOURCE_KINDS, "-A", "-o", "jsonpath={.items[*].metadata.generation}"))
        .as("no spec was ever written by anybody but its author")
        .isEqualTo("1" + " 1".repeat(RESOURCES - 1));
  }

  @Test
  @Order(6)
  @DisplayName("uninstall with objects=Delete ends, and takes resources and objects along")
  void delete() {
    uninstall();
    assertNothingOfHeels();
    assertThat(resources()).isEmpty();
    assertThat(heel.datadog().objects()).isEmpty();
  }

  @Test
  @Order(7)
  @DisplayName("an installation for some namespaces is taken away with rights to these only")
  void watched() {
    heel.install("datadog", Map.of("watchNamespaces[0]", "home", "replicas", "2"));
    applyResources();
    uninstall();
    assertNothingOfHeels();
    assertThat(finalizers()).isEmpty();
    assertThat(resources()).hasSize(RESOURCES);
  }

  @Test
  @Order(8)
  @DisplayName("kubectl delete namespace ends afterwards, for Heel's own and for a team's")
  void namespaces() {
    kubectl.run("delete", "namespace", "home", "datadog", "--timeout=60s");
    assertThat(resources()).isEmpty();
  }

  private static void uninstall() {
    heel.uninstall();
    assertThat(heel.log("heel-release")).contains("released.");
    kubectl.run("wait", "--for=delete", "pods", "--all", "-n", "datadog", "--timeout=60s");
  }

  private static void applyResources() {
    if (kubectl.attempt(null, "get", "namespace", "home").code() != 0) {
      kubectl.run("create", "namespace", "home");
    }
    String monitors = manifests(40, "DatadogMonitor", MONITOR);
    String dashboards = manifests(10, "DatadogDashboard", DASHBOARD);
    kubectl.feed(monitors + dashboards, "apply", "-n", "home", "-f", "-");
    awaitReady();
  }

  private static void awaitReady() {
    kubectl.run(
        "wait", "--for=condition=Ready", RESOURCE_KINDS, "--all", "-n", "home", "--timeout=90s");
  }

  private static String manifests(int count, String kind, String spec) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                """
                ---
                apiVersion: heel.dev/v1alpha1
                kind: %s
                metadata: {name: each-%d}
                spec: %s
                """
                    .formatted(kind, i, spec))
        .collect(Collectors.joining());
  }

  private static final String MONITOR =
      "{type: metric alert, query: 'avg(last_5m):avg:system.load.1{*} > 9', message: 'High. @a@b.c'}";

  private static final String DASHBOARD =
      "{layoutType: ordered, widgets: [{definition: {type: note, content: Hello}}]}";

  private static List<String> resources() {
    return kubectl.run("get", RESOURCE_KINDS, "-A", "-o", "name").lines().toList();
  }

  private static String finalizers() {
    return kubectl.run(
        "get", RESOURCE_KINDS, "-A", "-o", "jsonpath={.items[*].metadata.finalizers}");
  }

  private static void assertNothingOfHeels() {
    String kinds =
        "deployments,jobs,secrets,serviceaccounts,roles,rolebindings,clusterroles,"
            + "clusterrolebindings,ddacct";
    assertThat(
            kubectl.run("get", kinds, "-A", "-l", "app.kubernetes.io/part-of=heel", "-o", "name"))
        .isEmpty();
  }
}
