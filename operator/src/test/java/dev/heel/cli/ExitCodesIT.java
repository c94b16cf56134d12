package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.cli.HeelProcess.Said;
import dev.heel.kinds.Crds;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ManifestReader;
import dev.heel.manifest.Source;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command in the situations that meet a cluster, or a device; as processes of their own. */
@DisplayName("Exit codes beside a cluster")
class ExitCodesIT {
  private static final File FULL = new File("/dev/full");

  @TempDir private Path folder;
  private KubernetesServer kubernetes;
  private Path kubeconfig;

  @BeforeEach
  void open() throws IOException {
    kubernetes = KubernetesServer.start(KubernetesServer.Options.defaults());
    kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubernetes.kubeconfig());
  }

  @AfterEach
  void close() {
    kubernetes.close();
  }

  private Said run(String command) {
    return HeelProcess.runWith(kubeconfig, command.split(" "));
  }

  private void apply(String yaml) {
    List<Manifest> manifests =
        new ManifestReader(InputStream.nullInputStream())
            .read(new Source("test.yaml"), yaml)
            .manifests();
    manifests.stream().map(Manifest::json).forEach(kubernetes::apply);
  }

  @Test
  @DisplayName("crds --upgrade: 0, with what became of each")
  void crds() {
    Said said = run("crds --upgrade");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("datadogmonitors.heel.dev made");
  }

  @Test
  @DisplayName("status: 1 where nobody leads, with a sentence that names the Lease")
  void nobodyLeads() {
    Crds.all().forEach(kubernetes::apply);
    Said said = run("status -n datadog");

    assertThat(said.code()).as(said.err()).isEqualTo(1);
    assertThat(said.out())
        .contains("No replica leads: nobody holds the Lease datadog/heel-operator.", "Say -n.");
  }

  @Test
  @DisplayName("status: 2 in a cluster that does not have the CRDs")
  void noCrds() {
    Said said = run("status -n datadog");

    assertThat(said.code()).as(said.out()).isEqualTo(2);
    assertThat(said.err()).startsWith("heel: Kubernetes: ").doesNotContain("\tat ");
  }

  @Test
  @DisplayName("release: 0 when no finalizer is left, 1 when objects stay in Datadog")
  void release() {
    Crds.all().forEach(kubernetes::apply);
    apply("{apiVersion: v1, kind: Namespace, metadata: {name: home}}");
    apply(held("one"));
    Said orphaned = run("release --all --orphan");
    assertThat(orphaned.code()).as(orphaned.err()).isZero();
    assertThat(orphaned.out()).contains("1 resource released.");

    apply(held("other"));
    Said late = run("release --all --delete --timeout 1s");
    assertThat(late.code()).as(late.err()).isEqualTo(1);
    assertThat(late.out()).contains("1 were not deleted in time");
  }

  private static String held(String name) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: %s, namespace: home, finalizers: [heel.dev/datadog]}
        spec: {type: metric alert, query: "avg(last_5m):avg:my_metric{*} > 800"}
        """
        .formatted(name);
  }

  @Test
  @DisplayName("operator: 2 where nothing names a namespace for the Lease, with the options")
  void noNamespaceForTheLease() throws IOException {
    Files.writeString(kubeconfig, kubernetes.kubeconfig().replace("namespace: default", ""));
    Said said = run("operator --cluster-name a --port 0");

    assertThat(said.code()).as(said.out()).isEqualTo(2);
    assertThat(said.err())
        .contains("no namespace for the Lease: give --leader-election-namespace,");
  }

  static boolean hasFullDevice() {
    return FULL.exists();
  }

  @ParameterizedTest
  @EnabledIf("hasFullDevice")
  @ValueSource(
      strings = {
        "--version",
        "crds --help",
        "validate -f manifests/samples",
        "render -f manifests/samples -o -",
        "crds"
      })
  @DisplayName("2: a full device behind standard output, with a sentence on standard error")
  void fullDevice(String command) {
    Said said = HeelProcess.runInto(FULL, command.split(" "));

    assertThat(said.code()).as(said.err()).isEqualTo(2);
    assertThat(said.err())
        .contains("heel: standard output cannot be written: No space left on device");
  }

  @Test
  @EnabledIf("hasFullDevice")
  @DisplayName("2: a file on a full device, with a sentence that says which")
  void fullFile() {
    Said said = run("preview -f manifests/samples -o /dev/full");

    assertThat(said.code()).as(said.out()).isEqualTo(2);
    assertThat(said.err())
        .contains("heel: -o /dev/full: cannot be written: No space left on device");
  }
}
