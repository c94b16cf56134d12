package dev.heel.cli;

import dev.heel.cli.options.ClusterName;
import dev.heel.cli.options.DurationConverter;
import dev.heel.cli.options.Kubeconfig;
import dev.heel.cli.options.PortConverter;
import dev.heel.cli.text.CommandException;
import dev.heel.cli.text.Logging;
import dev.heel.cli.text.NoKubernetes;
import dev.heel.kinds.account.ApiHosts;
import dev.heel.operator.Endpoint;
import dev.heel.operator.HeelOperator;
import dev.heel.operator.process.HeelVersion;
import dev.heel.operator.process.KubernetesClients;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.process.Timing;
import dev.heel.resource.NamespacedName;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code heel operator}: what runs in a cluster. */
@Command(
    name = "operator",
    description = "Runs the operator against the cluster of the kubeconfig, or the one it runs in.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it was asked to stop, and did",
      "1:it led, and lost that to another replica or to a cut network; start it again",
      "2:the command was not understood, the port is taken, or Kubernetes refused it"
    })
final class OperatorCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(OperatorCommand.class);

  @Option(
      names = "--cluster-name",
      required = true,
      paramLabel = "NAME",
      description =
          "Names this cluster on every object in Datadog. Unique in the organisation, and kept when"
              + " the cluster is rebuilt.")
  private String clusterName;

  @Option(
      names = "--default-account",
      paramLabel = "NAMESPACE/NAME",
      description = "The DatadogAccount of resources that name none.")
  private String defaultAccount;

  @Option(
      names = "--watch-namespaces",
      paramLabel = "NAMESPACE",
      split = ",",
      description = "Only these namespaces, by commas; all if left out.")
  private Set<String> watchNamespaces = new LinkedHashSet<>();

  @Option(
      names = "--succeeds",
      paramLabel = "NAME",
      split = ",",
      description =
          "Clusters that are gone and whose place this one takes, by commas: what NAMESPACE/NAME"
              + " made there is NAMESPACE/NAME's here. Their operators must have ended.")
  private Set<String> succeeds = new LinkedHashSet<>();

  @Option(
      names = "--allow-datadog-host",
      paramLabel = "URL",
      description =
          "An address that accounts may say in spec.url beside Datadog's own sites, such as"
              + " https://datadog-proxy.example.com. Scheme, host and port count. May be given"
              + " several times.")
  private Set<String> allowedHosts = new LinkedHashSet<>();

  @Option(
      names = "--no-agents",
      description =
          "Leaves DatadogAgents and DatadogChecks alone: what they made stays as it is, and none of"
              + " the rights that they take is needed.")
  private boolean noAgents;

  @Option(
      names = "--no-leader-election",
      description = "For a single process that nothing else competes with.")
  private boolean alone;

  @Option(
      names = "--leader-election-namespace",
      paramLabel = "NAMESPACE",
      description =
          "Where the Lease is. If left out: the namespace of the pod; outside of a cluster that of"
              + " --default-account, else that of the kubeconfig.")
  private String leaseNamespace;

  @Option(
      names = "--lease-name",
      paramLabel = "NAME",
      description = "Name of the Lease. Default: ${DEFAULT-VALUE}.",
      defaultValue = "heel-operator")
  private String leaseName;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "Port of /livez, /readyz and /metrics. Default: ${DEFAULT-VALUE}; 0 for none.",
      defaultValue = "8081")
  private int port;

  @Option(names = "--kubeconfig", paramLabel = "FILE", description = "In place of KUBECONFIG.")
  private String kubeconfig;

  @Option(
      names = "--pace",
      paramLabel = "TIME",
      hidden = true,
      converter = DurationConverter.class,
      description = "For tests: all durations of the protocol follow from this one.")
  private Duration pace;

  @Option(
      names = "--deletion-grace",
      paramLabel = "TIME",
      hidden = true,
      converter = DurationConverter.class,
      description = "For tests: how long a deletion waits for an object that cannot be deleted.")
  private Duration deletionGrace;

  private final Map<String, String> environment;
  private final Clock clock;

  OperatorCommand(Map<String, String> environment, Clock clock) {
    this.environment = environment;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException {
    Logging.forOperator(environment);
    Config config = config();
    OperatorOptions options = options(config);
    ProcessEnd end = new ProcessEnd();
    Runnable lost = () -> end.leadershipLost(options.timing().callBound());
    try (KubernetesClient client = KubernetesClients.ofOperator(config);
        HeelOperator operator = new HeelOperator(options, client, lost);
        Endpoint endpoint = port == 0 ? null : endpoint(operator)) {
      end.followSignals();
      log.info("Heel {} starts for cluster {}", HeelVersion.number(), clusterName);
      operator.start();
      end.await();
      log.info("ends: what is under way is finished first");
    } catch (KubernetesClientException e) {
      throw NoKubernetes.because(e, config);
    } finally {
      end.closed();
    }
    return end.code();
  }

  private Endpoint endpoint(HeelOperator operator) {
    try {
      return Endpoint.open(port, operator);
    } catch (IOException e) {
      throw new CommandException(
          "port %d cannot be had: %s; choose another --port, or 0 for none"
              .formatted(port, e.getMessage()));
    }
  }

  private Config config() {
    if (kubeconfig == null) {
      return Kubeconfig.current();
    }
    try {
      return Config.fromKubeconfig(new File(kubeconfig));
    } catch (RuntimeException e) {
      throw new CommandException(kubeconfig + " is no kubeconfig: " + e.getMessage());
    }
  }

  private OperatorOptions options(Config config) {
    succeeds.forEach(name -> ClusterName.checked("--succeeds", name));
    OperatorOptions.Builder options =
        OperatorOptions.of(ClusterName.checked("--cluster-name", clusterName))
            .defaultAccount(account())
            .watching(watchNamespaces)
            .election(alone ? null : election(config))
            .timing(timing())
            .clock(clock)
            .succeeding(succeeds)
            .allowing(hosts());
    return noAgents ? options.withoutAgents().build() : options.build();
  }

  private Timing timing() {
    Timing timing = pace == null ? Timing.PRODUCTION : Timing.paced(pace);
    return deletionGrace == null ? timing : timing.withDeletionGrace(deletionGrace);
  }

  private ApiHosts hosts() {
    try {
      return ApiHosts.and(allowedHosts);
    } catch (IllegalArgumentException e) {
      throw new CommandException("--allow-datadog-host: " + e.getMessage());
    }
  }

  private NamespacedName account() {
    try {
      return defaultAccount == null ? null : NamespacedName.parse(defaultAccount);
    } catch (IllegalArgumentException e) {
      throw new CommandException("--default-account: " + e.getMessage());
    }
  }

  private OperatorOptions.Election election(Config config) {
    String namespace = leaseNamespace(config);
    if (namespace == null) {
      throw new CommandException(
          "no namespace for the Lease: give --leader-election-namespace, or --no-leader-election");
    }
    String host = environment.getOrDefault("HOSTNAME", "heel");
    String identity = host + "_" + UUID.randomUUID();
    return new OperatorOptions.Election(namespace, leaseName, identity);
  }

  /** Beside the operator; one that runs outside of the cluster has its account there at most. */
  private String leaseNamespace(Config config) {
    if (leaseNamespace != null) {
      return leaseNamespace;
    }
    boolean outside = config.getCurrentContext() != null;
    return outside && defaultAccount != null ? account().namespace() : config.getNamespace();
  }
}
