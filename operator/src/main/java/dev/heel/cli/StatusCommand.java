package dev.heel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.heel.cli.options.DurationConverter;
import dev.heel.cli.options.Kubeconfig;
import dev.heel.cli.text.ExitCode;
import dev.heel.cli.text.NoKubernetes;
import dev.heel.cli.text.Table;
import dev.heel.kinds.account.AccountStatus;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.process.KubernetesClients;
import dev.heel.sandbox.Row;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heel status}: what {@code helm test} asks, from within the cluster or from outside. */
@Command(
    name = "status",
    description =
        "Says whether the operator in a cluster works: which replica leads, and whether Datadog takes"
            + " the keys of each account in the operator's namespace.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:a replica leads, and all accounts are Ready",
      "1:none leads, or an account is not Ready",
      "2:the command was not understood, or the cluster did not answer"
    })
final class StatusCommand implements Callable<Integer> {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "The operator's namespace. Default: that of the kubeconfig's context.")
  private String namespace;

  @Option(
      names = "--lease-name",
      paramLabel = "NAME",
      description = "The Lease by which replicas agree on who leads. Default: ${DEFAULT-VALUE}.",
      defaultValue = "heel-operator")
  private String leaseName;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "0s",
      description = "How long to wait until all is well. Default: ${DEFAULT-VALUE}, for one look.")
  private Duration patience;

  @Spec private CommandSpec spec;
  private final Clock clock;

  StatusCommand(Clock clock) {
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param leader who leads; null if nobody does
   * @param kept what accounts keep in place of deleting it, a line each
   */
  private record Found(String leader, List<Row> accounts, List<String> kept) {
    boolean isGood() {
      return leader != null && accounts.stream().allMatch(Row::isReady);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Config config = Kubeconfig.atTerminal();
    try (KubernetesClient client = KubernetesClients.lenient(config)) {
      String place =
          Optional.ofNullable(namespace)
              .or(() -> Optional.ofNullable(client.getNamespace()))
              .orElse("default");
      long end = System.nanoTime() + patience.toNanos();
      Found found = look(client, place);
      while (!found.isGood() && System.nanoTime() < end) {
        TimeUnit.SECONDS.sleep(1);
        found = look(client, place);
      }
      print(found, place);
      return found.isGood() ? 0 : ExitCode.NOT_GOOD;
    } catch (KubernetesClientException e) {
      throw NoKubernetes.because(e, config);
    }
  }

  private Found look(KubernetesClient client, String place) {
    Lease lease = client.leases().inNamespace(place).withName(leaseName).get();
    List<DatadogAccount> resources =
        client.resources(DatadogAccount.class).inNamespace(place).list().getItems();
    List<Row> accounts =
        resources.stream()
            .map(account -> Serialization.jsonMapper().<JsonNode>valueToTree(account))
            .map(account -> Row.of(account, MissingNode.getInstance()))
            .toList();
    List<String> kept = resources.stream().flatMap(each -> kept(each).stream()).toList();
    return new Found(lease == null ? null : leader(lease.getSpec()), accounts, kept);
  }

  private static Optional<String> kept(DatadogAccount account) {
    return Optional.ofNullable(account.getStatus())
        .map(AccountStatus::kept)
        .map(
            kept ->
                "DatadogAccount %s/%s keeps %d objects until %s: %s"
                    .formatted(
                        account.getMetadata().getNamespace(),
                        account.getMetadata().getName(),
                        kept.count(),
                        kept.until(),
                        kept.reason()));
  }

  /** A lease that nobody renewed in time is nobody's. */
  private String leader(LeaseSpec lease) {
    String holder = lease.getHolderIdentity();
    if (holder == null || holder.isEmpty() || lease.getRenewTime() == null) {
      return null;
    }
    Duration age = Duration.between(lease.getRenewTime().toInstant(), clock.instant());
    return age.toSeconds() > lease.getLeaseDurationSeconds() ? null : holder;
  }

  private void print(Found found, String place) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        found.leader() == null
            ? "No replica leads: nobody holds the Lease %s/%s. Is Heel in another namespace? Say -n."
                .formatted(place, leaseName)
            : found.leader() + " leads.");
    if (!found.accounts().isEmpty()) {
      new Table(found.accounts()).print(out);
    }
    found.kept().forEach(out::println);
    out.flush();
  }
}
