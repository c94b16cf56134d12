package dev.heel.cli;

import dev.heel.cli.options.Kubeconfig;
import dev.heel.cli.options.PortConverter;
import dev.heel.cli.sandbox.Servers;
import dev.heel.kinds.Crds;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heel sandbox kubernetes}: the embedded Kubernetes alone. */
@Command(
    name = "kubernetes",
    description =
        "Serves the sandbox's Kubernetes API alone, with Heel's CRDs and without an operator, until it"
            + " is ended. kubectl reaches it with KUBECONFIG=.heel/kubeconfig.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it was ended",
      "2:the command was not understood, the port is taken, or .heel/kubeconfig cannot be written"
    })
final class SandboxKubernetesCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "On 127.0.0.1; any free one if left out.")
  private int port;

  @Option(names = "--rollouts-hang", description = "Workloads never become ready.")
  private boolean rolloutsHang;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    KubernetesServer.Options defaults = KubernetesServer.Options.defaults();
    KubernetesServer.Options options =
        new KubernetesServer.Options(port, rolloutsHang, defaults.historySize());
    try (KubernetesServer server = Servers.kubernetes(options)) {
      Crds.all().forEach(server::apply);
      Path kubeconfig = Kubeconfig.write(server.kubeconfig());
      spec.commandLine().getOut().printf("Kubernetes on %s%n", server.url());
      spec.commandLine().getOut().printf("KUBECONFIG=%s kubectl get crds%n", kubeconfig);
      spec.commandLine().getOut().flush();
      Servers.untilEnded();
      return 0;
    }
  }
}
