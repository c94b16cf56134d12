package dev.heel.cli;

import dev.heel.cli.options.Kubeconfig;
import dev.heel.cli.text.NoKubernetes;
import dev.heel.kinds.Crds;
import dev.heel.operator.commands.CrdUpgrade;
import dev.heel.operator.process.KubernetesClients;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heel crds}: the CRDs of this version, which Helm installs and never upgrades. */
@Command(
    name = "crds",
    description =
        "Prints the CustomResourceDefinitions of this version, as YAML. With --upgrade it puts them"
            + " into the cluster of the kubeconfig instead, in place of older ones, and says what"
            + " became of each.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:printed, or put into the cluster",
      "2:the command was not understood, the output cannot be written, or Kubernetes"
          + " refused it"
    })
final class CrdsCommand implements Callable<Integer> {
  @Option(
      names = "--upgrade",
      description =
          "Makes those that are missing, and changes the spec of those that are there; resources"
              + " stay as they are.")
  private boolean upgrade;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (upgrade) {
      upgrade(out);
    } else {
      Crds.all().forEach(crd -> out.print("---\n" + Serialization.asYaml(crd)));
    }
    out.flush();
    return 0;
  }

  private static void upgrade(PrintWriter out) {
    Config config = Kubeconfig.atTerminal();
    try (KubernetesClient client = KubernetesClients.lenient(config)) {
      new CrdUpgrade(client)
          .run()
          .forEach(done -> out.printf("%s %s%n", done.crd(), done.change()));
    } catch (KubernetesClientException e) {
      throw NoKubernetes.because(e, config);
    }
  }
}
