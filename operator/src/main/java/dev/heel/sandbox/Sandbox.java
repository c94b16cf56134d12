package dev.heel.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.kinds.Crds;
import dev.heel.kinds.Kinds;
import dev.heel.operator.HeelOperator;
import dev.heel.operator.process.KubernetesClients;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.process.Timing;
import dev.heel.resource.NamespacedName;
import dev.heel.sandbox.datadog.DatadogServer;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;

/**
 * A Kubernetes API, a Datadog API and the real operator, on loopback in this process. Real HTTP,
 * the real controllers; only the durations are shorter.
 */
public final class Sandbox implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIST_EVERY = Duration.ofMillis(500);

  private final SandboxOptions options;
  private final KubernetesServer kubernetes;
  private final DatadogServer datadog;
  private final KubernetesClient client;
  private final KubernetesClient operatorClient;
  private final HeelOperator operator;

  private Sandbox(SandboxOptions options, Timing timing) {
    this.options = options;
    kubernetes = KubernetesServer.start(options.kubernetes());
    datadog = DatadogServer.start(options.datadog());
    Crds.all().forEach(kubernetes::apply);
    client = KubernetesClients.lenient(config("heel-sandbox"));
    operatorClient = KubernetesClients.ofOperator(config("heel-operator"));
    operator = new HeelOperator(operatorOptions(timing), operatorClient, () -> {});
  }

  /** Starts the two servers with Heel's CRDs; the operator waits for {@link #startOperator}. */
  public static Sandbox open(SandboxOptions options) {
    return new Sandbox(options, timing(options));
  }

  /** As {@link #open(SandboxOptions)}, at another pace. */
  static Sandbox open(SandboxOptions options, Timing timing) {
    return new Sandbox(options, timing);
  }

  public void startOperator() {
    operator.start();
  }

  /**
   * Applies an object as kubectl would, by server-side apply.
   *
   * @throws dev.heel.sandbox.kubernetes.KubernetesRefusal with the API server's sentence
   */
  public void apply(JsonNode object) {
    kubernetes.apply(object);
  }

  /** Whether the sandbox's Kubernetes has the object's kind. */
  boolean serves(JsonNode object) {
    return kubernetes.serves(object);
  }

  /** Deletes an object; returns before it is gone. */
  public void delete(ObjectKey key) {
    client
        .genericKubernetesResources(key.apiVersion(), key.kind())
        .inNamespace(key.namespace())
        .withName(key.name())
        .delete();
  }

  /** Heel's own resources as they are now, in the order of kinds and names. */
  public List<JsonNode> resources() {
    return Kinds.names().stream()
        .flatMap(kind -> list(kind).stream())
        .<JsonNode>map(JSON::valueToTree)
        .toList();
  }

  private List<GenericKubernetesResource> list(String kind) {
    return client
        .genericKubernetesResources(Crds.API_VERSION, kind)
        .inAnyNamespace()
        .list()
        .getItems();
  }

  /** The files that the Agents see, as they are now. */
  public AgentTrees agentTrees() {
    return AgentTrees.of(client);
  }

  /** Whether the operator has nothing under way, and nothing due within that time. */
  public boolean isSettled(Duration within) {
    return operator.isSettled(within);
  }

  /** The operator's metrics, as Prometheus reads them. */
  String metrics() {
    return operator.metrics();
  }

  public KubernetesServer kubernetes() {
    return kubernetes;
  }

  public DatadogServer datadog() {
    return datadog;
  }

  private Config config(String userAgent) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(kubernetes.url().toString())
        .withNamespace("default")
        .withOnlyHttpWatches(true)
        .withUserAgent(userAgent)
        .build();
  }

  private static Timing timing(SandboxOptions options) {
    Timing real = Timing.PRODUCTION;
    return new Timing(
        options.visibilityGrace(),
        options.callBound(),
        LIST_EVERY,
        real.deletionGrace(),
        real.terminatingGrace(),
        real.lease(),
        real.renewDeadline(),
        real.renewEvery());
  }

  /** The account of resources that name none. */
  NamespacedName defaultAccount() {
    String account =
        options.defaultAccount() == null ? "datadog/default" : options.defaultAccount();
    return NamespacedName.parse(account);
  }

  private OperatorOptions operatorOptions(Timing timing) {
    return OperatorOptions.of(options.clusterName())
        .defaultAccount(defaultAccount())
        .datadogAt(datadog.url())
        .timing(timing)
        .clock(options.datadog().clock())
        .build();
  }

  @Override
  public void close() {
    operator.close();
    operatorClient.close();
    client.close();
    datadog.close();
    kubernetes.close();
  }
}
