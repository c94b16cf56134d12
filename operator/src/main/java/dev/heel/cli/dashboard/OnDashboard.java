package dev.heel.cli.dashboard;

import dev.heel.cli.options.Kubeconfig;
import dev.heel.cli.text.CommandException;
import dev.heel.cli.text.NoKubernetes;
import dev.heel.kinds.dashboard.DatadogDashboard;
import dev.heel.manifest.FileFault;
import dev.heel.operator.commands.AccessedObject;
import dev.heel.operator.commands.ObjectAccess;
import dev.heel.operator.process.KubernetesClients;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dashboard a command is about, as kubectl names resources, and the way to it. */
public final class OnDashboard {
  private static final Pattern FORM =
      Pattern.compile("(?:dddash|datadogdashboards?(?:\\.heel\\.dev)?)/([a-z0-9][-a-z0-9.]*)");

  @Parameters(
      index = "0",
      paramLabel = "dddash/NAME",
      description = "The DatadogDashboard, as kubectl names it, such as dddash/my-metric.")
  private String dashboard;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The dashboard's namespace. Default: that of the kubeconfig's context.")
  private String namespace;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "Names the cluster. Default: the file that KUBECONFIG names, else ~/.kube/config.")
  private Path kubeconfig;

  /** As {@code kubectl} says it: {@code dddash/my-metric}. */
  public String name() {
    Matcher matcher = FORM.matcher(dashboard);
    if (!matcher.matches()) {
      throw new CommandException(
          "\"" + dashboard + "\" is no dashboard; write dddash/NAME, such as dddash/my-metric");
    }
    return matcher.group(1);
  }

  /** The dashboard in Datadog. Close it. */
  public AccessedObject reach(Clock clock) {
    String name = name();
    Config config = Kubeconfig.impatient(config());
    String in =
        Optional.ofNullable(namespace)
            .or(() -> Optional.ofNullable(config.getNamespace()))
            .orElse("default");
    URI datadog = Kubeconfig.datadog(file(config)).orElse(null);
    try (KubernetesClient client = KubernetesClients.lenient(config)) {
      return new ObjectAccess(client, datadog, clock).object(DatadogDashboard.class, in, name);
    } catch (ObjectAccess.NoWayException e) {
      throw new CommandException(e.getMessage());
    } catch (KubernetesClientException e) {
      throw NoKubernetes.because(e, config);
    }
  }

  private Config config() {
    if (kubeconfig == null) {
      return Kubeconfig.current();
    }
    try {
      return Config.fromKubeconfig(Files.readString(kubeconfig), kubeconfig.toFile());
    } catch (IOException e) {
      throw new CommandException(
          "--kubeconfig %s cannot be read: %s".formatted(kubeconfig, FileFault.why(e)));
    } catch (RuntimeException e) {
      throw new CommandException("--kubeconfig " + kubeconfig + " is no kubeconfig");
    }
  }

  private File file(Config config) {
    return kubeconfig == null ? config.getFileWithCluster() : kubeconfig.toFile();
  }
}
