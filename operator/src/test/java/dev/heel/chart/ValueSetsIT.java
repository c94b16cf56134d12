package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.testing.ControlPlane;
import dev.heel.testing.Kubectl;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A field that no API has, a label that is none, a port as text: only the server refuses these. */
@DisplayName("Forty ways to install the chart, by a dry run of a real API server")
class ValueSetsIT {
  @TempDir private static Path directory;
  private static ControlPlane plane;
  private static Kubectl kubectl;

  @BeforeAll
  static void start() throws IOException {
    RealParts.assumeControlPlane("forty renderings of the chart");
    plane = ControlPlane.start(directory.resolve("plane"));
    Path config = Files.writeString(directory.resolve("config"), plane.kubeconfig());
    kubectl = new Kubectl(plane.kubectl(), config);
    for (String namespace : List.of("datadog", "other", "team")) {
      kubectl.run("create", "namespace", namespace);
    }
    // A pod is refused, even by a dry run, while its ServiceAccount is not there.
    kubectl.run("create", "serviceaccount", "heel-test", "-n", "datadog");
    kubectl.run("apply", "--server-side", "-f", Chart.FOLDER.resolve("crds").toString());
    kubectl.run("apply", "-f", "src/test/resources/chart/servicemonitors.yaml");
    kubectl.run("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
  }

  @AfterAll
  static void stop() {
    if (plane != null) {
      plane.close();
    }
  }

  static List<ValueSet> sets() {
    return ValueSet.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sets")
  void accepted(ValueSet set, @TempDir Path folder) {
    String rendered = set.rendered(folder);
    long objects = rendered.lines().filter(line -> line.startsWith("kind: ")).count();
    assertThat(dryRun(rendered).lines())
        .hasSize((int) objects)
        .allMatch(line -> line.endsWith("(server dry run)"));
  }

  @Test
  @DisplayName("the dry run does refuse: a field that a Deployment has not")
  void refuses(@TempDir Path folder) {
    String rendered = ValueSet.all().get(0).rendered(folder);
    String wrong = rendered.replace("terminationGracePeriodSeconds", "terminationGraceSeconds");
    assertThat(
            kubectl
                .attempt(wrong, "apply", "--dry-run=server", "--validate=strict", "-f", "-")
                .err())
        .contains("terminationGraceSeconds");
  }

  @Test
  @DisplayName("the Kustomize overlay builds, names its cluster everywhere, and is accepted too")
  void kustomize() {
    Path overlay = Chart.ROOT.resolve("manifests/kustomize/overlays/prod");
    String built = kubectl.run("kustomize", overlay.toString());
    assertThat(built)
        .doesNotContain("CLUSTER_NAME")
        .contains("--cluster-name=prod-eu-1", "--default-account=datadog/default")
        .contains("image: registry.example.com/heel:0.1.0", "replicas: 2");
    assertThat(
            kubectl.feed(
                built,
                "apply",
                "--server-side",
                "--dry-run=server",
                "--validate=strict",
                "-f",
                "-"))
        .contains("deployment.apps/heel serverside-applied (server dry run)")
        .contains("datadogaccount.heel.dev/default serverside-applied (server dry run)");
  }

  private static String dryRun(String manifests) {
    return kubectl.feed(manifests, "apply", "--dry-run=server", "--validate=strict", "-f", "-");
  }
}
