package dev.heel.cli;

import dev.heel.cli.options.ClusterName;
import dev.heel.cli.options.DurationConverter;
import dev.heel.cli.options.Kubeconfig;
import dev.heel.cli.options.ManifestPaths;
import dev.heel.cli.options.PortConverter;
import dev.heel.cli.sandbox.DatadogSwitches;
import dev.heel.cli.sandbox.Progress;
import dev.heel.cli.sandbox.SandboxReport;
import dev.heel.cli.sandbox.Servers;
import dev.heel.cli.text.CommandException;
import dev.heel.cli.text.ExitCode;
import dev.heel.manifest.ReadFile;
import dev.heel.sandbox.Applied;
import dev.heel.sandbox.FolderWatch;
import dev.heel.sandbox.PageServer;
import dev.heel.sandbox.Sandbox;
import dev.heel.sandbox.SandboxOptions;
import dev.heel.sandbox.Settling;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heel sandbox -f}: rehearses manifests with the real operator, on this machine alone. */
@Command(
    name = "sandbox",
    description =
        "Rehearses manifests on this machine: applies them to an embedded Kubernetes, lets the real"
            + " operator work on them with an embedded Datadog, and prints the result of each"
            + " resource. Sends nothing anywhere.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:with --once: every resource became Ready; else: it was ended",
      "1:errors, as heel validate prints them, and nothing was started; with --once: a resource"
          + " was refused or did not become Ready",
      "2:the command was not understood, input cannot be read or output written, or a port is taken"
    })
final class SandboxCommand implements Callable<Integer> {
  @Mixin private ManifestPaths manifests;

  @Option(
      names = "--once",
      description =
          "Ends after that. Without it the sandbox stays and follows the files, and kubectl reaches it with"
              + " KUBECONFIG=.heel/kubeconfig.")
  private boolean once;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "What is printed: text, or json for programs, with the steps on standard error. Default:"
              + " ${DEFAULT-VALUE}.")
  private Format format;

  @Option(
      names = "--dump",
      paramLabel = "DIR",
      description =
          "Writes each object of Kubernetes and of Datadog, and the Agents' files, there.")
  private Path dump;

  @Mixin private ClusterName clusterName;

  @Option(
      names = "--default-account",
      paramLabel = "NAMESPACE/NAME",
      defaultValue = "datadog/default",
      description = "The DatadogAccount of resources that name none. Default: ${DEFAULT-VALUE}.")
  private String defaultAccount;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "120s",
      description = "How long to wait until all is settled. Default: ${DEFAULT-VALUE}.")
  private Duration timeout;

  @Option(
      names = "--rollouts-hang",
      description = "Workloads never become ready: how does a rollout look that hangs?")
  private boolean rolloutsHang;

  @Option(
      names = "--kubernetes-port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      defaultValue = "0",
      description = "Where Kubernetes is, on 127.0.0.1; any free port if left out.")
  private int kubernetesPort;

  @Option(
      names = "--datadog-port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      defaultValue = "0",
      description = "Where Datadog is, on 127.0.0.1; any free port if left out.")
  private int datadogPort;

  @Option(
      names = "--page-port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description =
          "Where the page that heel preview writes is, on 127.0.0.1, while the sandbox stays. 40803,"
              + " or any free port, if left out.")
  private Integer pagePort;

  @Mixin private DatadogSwitches switches;

  @Spec private CommandSpec spec;

  private final InputStream input;
  private final Clock clock;

  enum Format {
    text,
    json
  }

  SandboxCommand(InputStream input, Clock clock) {
    this.input = input;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException {
    Progress progress = progress();
    List<ReadFile> files = read();
    progress.read(files);
    int code = ExitCode.of(progress.checked(files));
    if (code != ExitCode.GOOD) {
      return code;
    }
    AtomicReference<List<ReadFile>> current = new AtomicReference<>(files);
    try (Sandbox sandbox = open();
        PageServer page = once ? null : serve(current)) {
      progress.starting(sandbox);
      Applied applied = Applied.to(sandbox, files, progress::refused);
      progress.leftOut(applied.leftOut());
      applied.added().forEach(progress::added);
      sandbox.startOperator();
      boolean settled = settle(sandbox, progress);
      SandboxReport report = report(sandbox, page);
      if (once) {
        return applied.isWhole() && settled && report.isGood() ? 0 : ExitCode.NOT_GOOD;
      }
      stay(sandbox, applied, progress, current);
      return 0;
    }
  }

  /** Progress goes where the answer does not. */
  private Progress progress() {
    return new Progress(
        format == Format.text ? spec.commandLine().getOut() : spec.commandLine().getErr());
  }

  private List<ReadFile> read() {
    return manifests.read(input);
  }

  private Sandbox open() {
    KubernetesServer.Options defaults = KubernetesServer.Options.defaults();
    try {
      return Sandbox.open(
          new SandboxOptions(
              new KubernetesServer.Options(kubernetesPort, rolloutsHang, defaults.historySize()),
              switches.options(DatadogOptions.builder().hastened(), datadogPort, clock),
              clusterName.get(),
              defaultAccount));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new CommandException(e.getMessage());
    }
  }

  private boolean settle(Sandbox sandbox, Progress progress) throws InterruptedException {
    long began = System.nanoTime();
    Settling settling = new Settling(sandbox);
    boolean settled = settling.await(timeout);
    progress.settled(settled, Duration.ofNanos(System.nanoTime() - began), settling.rows());
    return settled;
  }

  /** The page of the manifests as they were last without errors. */
  private PageServer serve(AtomicReference<List<ReadFile>> current) {
    try {
      return PageServer.start(
          pagePort,
          () ->
              PreviewCommand.page(
                  current.get(), manifests.paths(), clusterName.get(), clock.instant()));
    } catch (UncheckedIOException e) {
      throw new CommandException(e.getMessage() + "; choose another --page-port");
    }
  }

  private SandboxReport report(Sandbox sandbox, PageServer page) {
    SandboxReport report = SandboxReport.of(sandbox);
    if (format == Format.json) {
      spec.commandLine().getOut().println(report.json());
    } else {
      report.print(
          spec.commandLine().getOut(), manifests.paths(), page == null ? null : page.url());
    }
    spec.commandLine().getOut().flush();
    if (dump != null) {
      report.dump(dump);
    }
    return report;
  }

  private void stay(
      Sandbox sandbox, Applied applied, Progress progress, AtomicReference<List<ReadFile>> current)
      throws InterruptedException {
    Kubeconfig.write(
        Kubeconfig.withDatadog(sandbox.kubernetes().kubeconfig(), sandbox.datadog().url()));
    try (FolderWatch watch =
        FolderWatch.start(
            manifests.paths(),
            () -> {
              List<ReadFile> files = read();
              if (progress.checkedAgain(files)) {
                current.set(files);
                progress.changed(applied.become(files));
              }
            })) {
      Servers.untilEnded();
    }
  }
}
