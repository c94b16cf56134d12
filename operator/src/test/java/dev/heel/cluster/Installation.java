package dev.heel.cluster;

import dev.heel.operator.HeelOperator;
import dev.heel.operator.process.KubernetesClients;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.process.Timing;
import dev.heel.resource.NamespacedName;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import dev.heel.testing.ControlPlane;
import dev.heel.testing.FaultyProxy;
import dev.heel.testing.Kubectl;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Heel on a real API server as {@code manifests/install.yaml} installs it, in the namespaces of the
 * getting-started story. The operator runs in this process, as the ServiceAccount of the manifest
 * and with no other right. Datadog is the embedded one.
 */
final class Installation implements AutoCloseable {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String NAMESPACE = "datadog";

  private final ControlPlane plane;
  private final Kubectl kubectl;
  private final DatadogServer datadog;
  private KubernetesClient client;
  private HeelOperator operator;

  private Installation(ControlPlane plane, Kubectl kubectl, DatadogServer datadog) {
    this.plane = plane;
    this.kubectl = kubectl;
    this.datadog = datadog;
  }

  /** Everything but the operator. */
  static Installation in(Path directory, DatadogOptions options) throws IOException {
    ControlPlane plane = ControlPlane.start(directory.resolve("plane"));
    Path config = Files.writeString(directory.resolve("config"), plane.kubeconfig());
    Kubectl kubectl = new Kubectl(plane.kubectl(), config);
    Installation made = new Installation(plane, kubectl, DatadogServer.start(options));
    kubectl.feed(story("00-namespaces"), "apply", "-f", "-");
    kubectl.createKeys(NAMESPACE);
    String manifest = Files.readString(ROOT.resolve("manifests/install.yaml"));
    made.apply(manifest.replace("CLUSTER_NAME", "real"));
    kubectl.run("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
    return made;
  }

  void startOperator() {
    startOperator(serviceAccount(), options().build());
  }

  /** Starts the operator in the place of clusters that are gone. */
  void startOperatorSucceeding(String cluster) {
    startOperator(serviceAccount(), options().succeeding(Set.of(cluster)).build());
  }

  /** Starts the operator behind a proxy: it finds the API server there. */
  void startOperator(FaultyProxy proxy) {
    startOperator(
        new ConfigBuilder(serviceAccount())
            .withMasterUrl(proxy.url().toString())
            .withRequestRetryBackoffLimit(0)
            .build(),
        options().build());
  }

  /** A proxy before the API server. */
  FaultyProxy proxy() {
    return FaultyProxy.before(Config.fromKubeconfig(plane.kubeconfig()));
  }

  private void startOperator(Config config, OperatorOptions options) {
    client = KubernetesClients.ofOperator(config);
    operator = new HeelOperator(options, client, () -> {});
    operator.start();
  }

  void stopOperator() {
    operator.close();
    client.close();
  }

  /** Applies manifests as strictly as the API server can. */
  void apply(String manifests) {
    kubectl.feed(manifests, "apply", "--server-side", "--validate=strict", "-f", "-");
  }

  /** Applies files of the getting-started story, by their names without the suffix. */
  void applyStory(String... files) throws IOException {
    for (String file : files) {
      apply(story(file));
    }
  }

  /** Runs the kubectl commands that end a message, as who copies them does. */
  void run(String message) {
    for (String command : message.substring(message.indexOf("kubectl ")).split(" && ")) {
      kubectl.run(command.substring("kubectl ".length()).split(" "));
    }
  }

  Kubectl kubectl() {
    return kubectl;
  }

  DatadogServer datadog() {
    return datadog;
  }

  private static String story(String file) throws IOException {
    return Files.readString(ROOT.resolve("manifests/getting-started").resolve(file + ".yaml"));
  }

  private Config serviceAccount() {
    Config admin = Config.fromKubeconfig(plane.kubeconfig());
    String token = kubectl.run("create", "token", "heel", "-n", NAMESPACE, "--duration=2h");
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(admin.getMasterUrl())
        .withCaCertData(admin.getCaCertData())
        .withOauthToken(token)
        .withNamespace(NAMESPACE)
        .build();
  }

  private OperatorOptions.Builder options() {
    return OperatorOptions.of("real")
        .defaultAccount(new NamespacedName(NAMESPACE, "default"))
        .datadogAt(datadog.url())
        .election(new OperatorOptions.Election(NAMESPACE, "heel-operator", "this-process"))
        .timing(Timing.paced(Duration.ofMillis(500)));
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable part :
        Stream.of(operator, client, datadog, plane).filter(Objects::nonNull).toList()) {
      part.close();
    }
  }
}
