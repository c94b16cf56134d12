package dev.heel.cli;

import dev.heel.operator.KubernetesClients;
import dev.heel.operator.Release;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code heel release --all}: empties the finalizers, so that the operator can be taken out of a
 * cluster.
 */
@Command(
    name = "release",
    description =
        "Lets go of every resource, so that the operator and its CRDs can be removed: --orphan leaves"
            + " the objects in Datadog, --delete has the running operator delete them first.",
    mixinStandardHelpOptions = true)
final class ReleaseCommand implements Callable<Integer> {
  @Option(
      names = "--all",
      required = true,
      description = "All namespaces; there is no other choice.")
  @SuppressWarnings("UnusedVariable") // Said for the reader of a script; picocli requires it.
  private boolean all;

  @ArgGroup(multiplicity = "1")
  private Choice choice;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "5m",
      description = "How long --delete waits for the operator. Default: ${DEFAULT-VALUE}.")
  private Duration timeout;

  @Spec private CommandSpec spec;

  static final class Choice {
    @Option(names = "--orphan", description = "The objects stay in Datadog, with their markers.")
    @SuppressWarnings("UnusedVariable") // Is what --delete is not; picocli requires one of the two.
    private boolean orphan;

    @Option(names = "--delete", description = "The operator deletes the objects.")
    private boolean delete;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (KubernetesClient client = KubernetesClients.lenient(Config.autoConfigure(null))) {
      Release release = new Release(client);
      long left = choice.delete ? release.delete(timeout) : 0;
      long freed = release.orphan();
      spec.commandLine()
          .getOut()
          .printf(
              "%d resource%s let go of.%s%n",
              freed,
              freed == 1 ? "" : "s",
              left > 0
                  ? " " + left + " were not deleted in time; their objects stay in Datadog."
                  : "");
      return left > 0 ? HeelCommand.NOT_GOOD : 0;
    } catch (KubernetesClientException e) {
      throw new CommandException("Kubernetes: " + e.getMessage());
    }
  }
}
