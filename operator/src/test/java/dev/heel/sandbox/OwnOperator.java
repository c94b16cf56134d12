package dev.heel.sandbox;

import dev.heel.kinds.account.ApiHosts;
import dev.heel.operator.HeelOperator;
import dev.heel.operator.process.KubernetesClients;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.process.OperatorOptions.Election;
import dev.heel.operator.process.Timing;
import dev.heel.resource.NamespacedName;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.util.Set;

/** An operator that a test starts and ends by itself, as a process of its own would be. */
final class OwnOperator implements AutoCloseable {
  private final KubernetesClient client;
  private final HeelOperator operator;

  private OwnOperator(KubernetesClient client, OperatorOptions options) {
    this.client = client;
    this.operator = new HeelOperator(options, client, () -> {});
  }

  private static OwnOperator started(
      World world, KubernetesClient kubernetes, Timing timing, Election election) {
    return started(kubernetes, options(world.sandbox.datadog().url(), timing, election));
  }

  private static OwnOperator started(KubernetesClient kubernetes, OperatorOptions options) {
    OwnOperator own = new OwnOperator(kubernetes, options);
    own.operator.start();
    return own;
  }

  private static OperatorOptions options(URI datadog, Timing timing, Election election) {
    return usual("test").datadogAt(datadog).timing(timing).election(election).build();
  }

  private static OperatorOptions.Builder usual(String cluster) {
    return OperatorOptions.of(cluster)
        .defaultAccount(new NamespacedName("datadog", "default"))
        .timing(World.BRISK);
  }

  /**
   * @param datadog what it takes for Datadog; null for what each account says
   */
  static OwnOperator startBefore(World world, URI datadog) {
    return started(client(world.sandbox.kubernetes().url()), options(datadog, World.BRISK, null));
  }

  /** Of another cluster, which takes the place of one that is gone, at the same Datadog. */
  static OwnOperator succeeding(World gone, World fresh, String cluster) {
    OperatorOptions options =
        usual(cluster).datadogAt(gone.sandbox.datadog().url()).succeeding(Set.of("test")).build();
    return started(client(fresh.sandbox.kubernetes().url()), options);
  }

  /**
   * One that calls each account where that says.
   *
   * @param hosts where accounts may be
   */
  static OwnOperator startWith(World world, ApiHosts hosts) {
    return started(client(world.sandbox.kubernetes().url()), usual("test").allowing(hosts).build());
  }

  /** One whose resources without an account of their own use that one. */
  static OwnOperator startWith(World world, NamespacedName defaultAccount) {
    OperatorOptions options =
        usual("test")
            .defaultAccount(defaultAccount)
            .datadogAt(world.sandbox.datadog().url())
            .build();
    return started(client(world.sandbox.kubernetes().url()), options);
  }

  /** A replica that runs for leadership. */
  static OwnOperator startElected(World world, URI kubernetes, String identity) {
    return startElected(world, kubernetes, identity, World.BRISK);
  }

  /** The same at another pace. */
  static OwnOperator startElected(World world, URI kubernetes, String identity, Timing timing) {
    Election election = new Election("datadog", "heel-operator", identity);
    return started(world, client(kubernetes), timing, election);
  }

  /**
   * @param kubernetes where it finds the API server
   */
  static OwnOperator start(World world, URI kubernetes) {
    return started(world, client(kubernetes), World.BRISK, null);
  }

  /** One that asks for WebSockets first, as in a cluster. */
  static OwnOperator startByWebSocket(World world, URI kubernetes) {
    Config config = new ConfigBuilder(config(kubernetes)).withOnlyHttpWatches(false).build();
    return started(world, KubernetesClients.ofOperator(config), World.BRISK, null);
  }

  /** At another pace. */
  static OwnOperator start(World world, Timing timing) {
    URI kubernetes = world.sandbox.kubernetes().url();
    return started(world, client(kubernetes), timing, null);
  }

  static OwnOperator start(World world) {
    return start(world, world.sandbox.kubernetes().url());
  }

  /** A client as the operator has one. */
  static KubernetesClient client(URI kubernetes) {
    return KubernetesClients.ofOperator(config(kubernetes));
  }

  private static Config config(URI kubernetes) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(kubernetes.toString())
        .withNamespace("default")
        .withOnlyHttpWatches(true)
        .withRequestRetryBackoffLimit(0)
        .withUserAgent("heel-operator")
        .build();
  }

  HeelOperator operator() {
    return operator;
  }

  @Override
  public void close() {
    operator.close();
    client.close();
  }
}
