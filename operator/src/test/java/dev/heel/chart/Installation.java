package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.UpgradeCommand;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import dev.heel.testing.ControlPlane;
import dev.heel.testing.Kubectl;
import dev.heel.testing.Kubelet;
import dev.heel.testing.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real API server on which Helm's own engine puts the chart. The pods of the Deployment, of hooks
 * and of tests run as processes under their ServiceAccounts; Datadog is the embedded one.
 */
final class Installation implements AutoCloseable {
  private final ControlPlane plane;
  private final Path kubeconfig;
  private final Kubectl kubectl;
  private final DatadogServer datadog;
  private final Kubelet kubelet;

  /**
   * @param directory an empty folder for keys, data, logs
   */
  Installation(Path directory) throws IOException {
    plane = ControlPlane.start(directory.resolve("plane"));
    kubeconfig = Files.writeString(directory.resolve("config"), plane.kubeconfig());
    kubectl = new Kubectl(plane.kubectl(), kubeconfig);
    datadog = DatadogServer.start(DatadogOptions.builder().build());
    kubelet =
        new Kubelet(
            plane.kubeconfig(),
            Files.createDirectory(directory.resolve("pods")),
            Map.of("operator", List.of("--port=0", "--pace=500ms")));
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  Kubectl kubectl() {
    return kubectl;
  }

  DatadogServer datadog() {
    return datadog;
  }

  /** What the processes of a ServiceAccount said. */
  String log(String serviceAccount) {
    return kubelet.log(serviceAccount);
  }

  /** Requests of Heel's ServiceAccounts, as the API server's audit has them. */
  List<String> audited() {
    return plane.audited();
  }

  void install(String namespace, Map<String, ?> values) {
    InstallCommand install =
        Chart.helm()
            .install()
            .withName("heel")
            .withNamespace(namespace)
            .createNamespace()
            .withKubeConfig(kubeconfig);
    always().forEach(install::set);
    values.forEach(install::set);
    install.call();
  }

  /** The release of namespace {@code datadog}, with these values in place of those before. */
  void upgrade(Map<String, ?> values) {
    UpgradeCommand upgrade =
        Chart.helm()
            .upgrade()
            .withName("heel")
            .withNamespace(Chart.NAMESPACE)
            .withKubeConfig(kubeconfig);
    always().forEach(upgrade::set);
    values.forEach(upgrade::set);
    upgrade.call();
  }

  private Map<String, ?> always() {
    return Map.of(
        "clusterName", "real",
        "defaultAccount.url", datadog.url(),
        "defaultAccount.createSecret.apiKey", "0".repeat(32),
        "defaultAccount.createSecret.appKey", "1".repeat(40));
  }

  /** Applies files of the getting-started story, by their names without the suffix. */
  void tell(List<String> files) {
    for (String file : files) {
      kubectl.run("apply", "--server-side", "-f", Story.file(file).toString());
    }
  }

  /** Waits for every resource but the Agent's, which no kubelet rolls out here. */
  void awaitReady() {
    Kubectl.Said waited =
        kubectl.attempt(
            null,
            "wait",
            "--for=condition=Ready",
            "ddacct,ddmon,dddash,dddown,ddhook",
            "--all",
            "-A",
            "--timeout=90s");
    assertThat(waited.code()).as(() -> waited.err() + "\n" + log("heel")).isZero();
  }

  /** Its hook is waited for; what the cluster then does about ownerless pods is not. */
  void uninstall() {
    assertThatCode(
            () ->
                Helm.uninstall("heel")
                    .withNamespace(Chart.NAMESPACE)
                    .withKubeConfig(kubeconfig)
                    .call())
        .as(() -> "heel release said: " + kubelet.log("heel-release"))
        .doesNotThrowAnyException();
  }

  @Override
  public void close() {
    kubelet.close();
    datadog.close();
    plane.close();
  }
}
