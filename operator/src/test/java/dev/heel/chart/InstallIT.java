package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.testing.ControlPlane;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real API server's word on what the project ships: is it accepted, and what does it allow? */
@DisplayName("manifests/install.yaml on a real API server")
class InstallIT {
  private static final String HEEL = "--as=system:serviceaccount:datadog:heel";

  @TempDir private static Path directory;
  private static ControlPlane plane;
  private static Path install;

  @BeforeAll
  static void start() throws IOException {
    RealParts.assumeControlPlane("manifests/install.yaml and its rights");
    plane = ControlPlane.start(directory.resolve("plane"));
    Files.writeString(directory.resolve("config"), plane.kubeconfig());
    install = directory.resolve("install.yaml");
    String manifest = Chart.read(Chart.ROOT.resolve("manifests/install.yaml"));
    Files.writeString(install, manifest.replace("CLUSTER_NAME", "prod"));
    kubectl("create", "namespace", "datadog");
    apply();
    kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
  }

  @AfterAll
  static void stop() {
    if (plane != null) {
      plane.close();
    }
  }

  @Test
  @DisplayName("is accepted word for word, and a second time changes nothing")
  void accepted() {
    String before = generations();
    apply();
    assertThat(generations()).isNotBlank().isEqualTo(before);
  }

  @Test
  @DisplayName("takes every sample, by a dry run")
  void samples() {
    kubectl("create", "namespace", "shop");
    String samples = Chart.ROOT.resolve("manifests/samples").toString();
    assertThat(kubectl("apply", "--dry-run=server", "-f", samples).lines())
        .filteredOn(line -> !line.startsWith("namespace/"))
        .hasSizeGreaterThanOrEqualTo(5)
        .allMatch(line -> line.endsWith("created (server dry run)"));
  }

  @ParameterizedTest(name = "Heel may {0} {1} in {2}")
  @CsvSource({
    "patch,datadogmonitors.heel.dev,home",
    "watch,datadogaccounts.heel.dev,home",
    "update,datadogmonitors.heel.dev/status,home",
    "get,configmaps,home",
    "create,events,home",
    "watch,namespaces,home",
    "watch,secrets,datadog",
    "create,secrets,datadog",
    "patch,daemonsets.apps,datadog",
    "list,pods,home",
    "watch,endpointslices.discovery.k8s.io,home",
    "create,leases.coordination.k8s.io,datadog"
  })
  void allowed(String verb, String resource, String namespace) {
    assertThat(canI(HEEL, verb, resource, namespace)).isEqualTo("yes");
  }

  @ParameterizedTest(name = "Heel may not {0} {1} in {2}")
  @CsvSource({
    "create,datadogmonitors.heel.dev,home",
    "delete,datadogmonitors.heel.dev,home",
    "get,secrets,home",
    "create,secrets,home",
    "update,secrets,datadog",
    "update,configmaps,home",
    "patch,configmaps,home",
    "create,daemonsets.apps,home",
    "create,roles.rbac.authorization.k8s.io,home",
    "create,pods,datadog",
    "list,customresourcedefinitions.apiextensions.k8s.io,home",
    "patch,leases.coordination.k8s.io,datadog",
    "patch,leases.coordination.k8s.io,kube-system",
    "create,clusterroles.rbac.authorization.k8s.io,home"
  })
  void refused(String verb, String resource, String namespace) {
    assertThat(canI(HEEL, verb, resource, namespace)).isEqualTo("no");
  }

  @Test
  @DisplayName("lets Heel bind the roles of Agents, and no other")
  void bindings() {
    String account = "--serviceaccount=datadog:default";
    assertThat(bind("heel-node-agent", account)).contains("created (server dry run)");
    assertThat(bind("cluster-admin", account)).isEmpty();
    assertThat(bind("view", account)).isEmpty();
  }

  /** What is said of a binding that Heel makes; nothing if it is refused. */
  private static String bind(String role, String account) {
    return run(
        false,
        List.of(
            "create",
            "clusterrolebinding",
            "tried",
            "--clusterrole=" + role,
            account,
            "--dry-run=server",
            HEEL));
  }

  @Test
  @DisplayName("lets who may edit a namespace edit its monitors, and no account")
  void people() {
    kubectl("create", "namespace", "team");
    kubectl("-n", "team", "create", "rolebinding", "ed", "--clusterrole=edit", "--user=ed");
    // The roles are joined by a controller, a moment later.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> canI("--as=ed", "create", "datadogmonitors.heel.dev", "team").equals("yes"));
    assertThat(canI("--as=ed", "create", "datadogaccounts.heel.dev", "team")).isEqualTo("no");
  }

  private static void apply() {
    kubectl("apply", "--server-side", "--validate=strict", "--filename=" + install);
  }

  private static String generations() {
    String format = "{range .items[*]}{.kind}/{.metadata.name}={.metadata.resourceVersion}\n{end}";
    return kubectl(
        "-n",
        "datadog",
        "get",
        "deployments,serviceaccounts,roles,rolebindings,clusterroles",
        "-l",
        "app.kubernetes.io/name=heel",
        "--output=jsonpath=" + format);
  }

  private static String canI(String who, String verb, String resource, String namespace) {
    String[] parts = resource.split("/", 2);
    String subresource = parts.length == 1 ? "" : parts[1];
    return run(
        false,
        List.of(
            "auth", "can-i", verb, parts[0], "--subresource=" + subresource, who, "-n", namespace));
  }

  private static String kubectl(String... arguments) {
    return run(true, List.of(arguments));
  }

  /** What kubectl says, without warnings; `auth can-i` answers no with exit code 1. */
  private static String run(boolean mustSucceed, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(plane.kubectl().toString()));
    command.add("--kubeconfig=" + directory.resolve("config"));
    command.addAll(arguments);
    Path errors = directory.resolve("errors");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (mustSucceed) {
        assertThat(code).as("%s: %s", command, Chart.read(errors)).isZero();
      }
      return said.strip();
    } catch (IOException e) {
      throw new IllegalStateException("kubectl does not run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kubectl ran", e);
    }
  }
}
