package dev.heel.cli;

import dev.heel.cli.options.DurationConverter;
import dev.heel.cli.options.Kubeconfig;
import dev.heel.cli.text.CommandException;
import dev.heel.cli.text.ExitCode;
import dev.heel.cli.text.NoKubernetes;
import dev.heel.operator.commands.OperatorStop;
import dev.heel.operator.commands.Release;
import dev.heel.operator.process.KubernetesClients;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code heel release}: empties the finalizers, so that the operator can be taken out of a cluster.
 */
@Command(
    name = "release",
    description =
        "Takes Heel's finalizers off its resources, so that they, their namespaces and the CRDs can be"
            + " deleted when there is no operator any more. Before that, --delete deletes the"
            + " resources, and the running operator their objects in Datadog; --orphan leaves both.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:no finalizer is left",
      "1:likewise, but some resources were not deleted in time: their objects stay in Datadog",
      "2:the command was not understood, or Kubernetes refused it"
    })
final class ReleaseCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Where where;

  @ArgGroup(multiplicity = "1")
  private Choice choice;

  @Option(
      names = "--operator",
      paramLabel = "NAMESPACE/NAME",
      description =
          "The operator's Deployment, to be scaled to 0 before the finalizers are taken off: an"
              + " operator that runs puts them back.")
  private String operator;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "5m",
      description =
          "How long --delete waits for the operator, and how long for its end. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration timeout;

  @Spec private CommandSpec spec;

  static final class Where {
    @Option(names = "--all", description = "The resources of all namespaces.")
    @SuppressWarnings("UnusedVariable") // Is what --namespaces is not; picocli requires one.
    private boolean all;

    @Option(
        names = "--namespaces",
        paramLabel = "NAMESPACE",
        split = ",",
        description = "The resources of these namespaces only, with commas between them.")
    private Set<String> namespaces = new LinkedHashSet<>();
  }

  static final class Choice {
    @Option(
        names = "--orphan",
        description =
            "The resources stay, and so do the objects in Datadog with their marks, for a later Heel"
                + " to take up again.")
    @SuppressWarnings("UnusedVariable") // Is what --delete is not; picocli requires one of the two.
    private boolean orphan;

    @Option(
        names = "--delete",
        description =
            "Deletes the resources; the operator, which must be running, deletes the objects.")
    private boolean delete;
  }

  @Override
  public Integer call() throws InterruptedException {
    Config config = Kubeconfig.atTerminal();
    try (KubernetesClient client = KubernetesClients.lenient(config)) {
      Release release = new Release(client, where.namespaces);
      long left = choice.delete ? release.delete(timeout) : 0;
      stopOperator(client);
      tell(release.orphan(), left);
      return left > 0 ? ExitCode.NOT_GOOD : 0;
    } catch (KubernetesClientException e) {
      throw NoKubernetes.because(e, config);
    }
  }

  private void stopOperator(KubernetesClient client) throws InterruptedException {
    if (operator == null) {
      return;
    }
    int left = stop(client).run(timeout);
    if (left > 0) {
      throw new CommandException(
          "%s still has %d pod%s after %d s, which would put finalizers back; delete them, then try"
                  .formatted(operator, left, left == 1 ? "" : "s", timeout.toSeconds())
              + " again");
    }
  }

  private OperatorStop stop(KubernetesClient client) {
    try {
      return new OperatorStop(client, operator);
    } catch (IllegalArgumentException e) {
      throw new CommandException("--operator: " + e.getMessage());
    }
  }

  private void tell(long freed, long left) {
    spec.commandLine()
        .getOut()
        .printf(
            "%d resource%s released.%s%n",
            freed,
            freed == 1 ? "" : "s",
            left > 0
                ? " " + left + " were not deleted in time; their objects stay in Datadog."
                : "");
  }
}
