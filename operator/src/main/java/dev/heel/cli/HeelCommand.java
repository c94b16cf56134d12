package dev.heel.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code heel}: Datadog follows your cluster. */
@Command(
    name = "heel",
    description =
        "Makes Datadog follow your Kubernetes cluster: you write monitors, dashboards, downtimes,"
            + " webhooks and Agent checks as Kubernetes resources, the operator keeps Datadog like"
            + " them, and the other commands check and rehearse them before.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    footerHeading = "%n",
    footer = {
      "To begin, without a cluster and a Datadog account:  heel sandbox -f FOLDER",
      "What a command takes, and what it gives:            heel COMMAND --help"
    })
public final class HeelCommand implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(HeelCommand.class);

  /** The command was understood and what it looked at is not as it should be. */
  public static final int NOT_GOOD = 1;

  /** The command was not understood, or could not begin. */
  public static final int USAGE = 2;

  @Spec private CommandSpec spec;

  private HeelCommand() {}

  /**
   * Runs a command line to its end.
   *
   * @return the process's exit code
   */
  public static int run(String[] arguments, Map<String, String> environment, Clock clock) {
    return commandLine(environment, clock).execute(arguments);
  }

  static CommandLine commandLine(Map<String, String> environment, Clock clock) {
    return new CommandLine(new HeelCommand())
        .addSubcommand(sandbox(clock))
        .addSubcommand(new ValidateCommand(System.in, clock))
        .addSubcommand(check(environment, clock))
        .addSubcommand(new RenderCommand(System.in, clock))
        .addSubcommand(new PreviewCommand(System.in, clock))
        .addSubcommand(new SnapshotCommand(clock))
        .addSubcommand(new AnnotateCommand(clock))
        .addSubcommand(new OperatorCommand(environment, clock))
        .addSubcommand(new StatusCommand(clock))
        .addSubcommand(new CrdsCommand())
        .addSubcommand(new ReleaseCommand())
        .setExecutionExceptionHandler(forPeople())
        .setCaseInsensitiveEnumValuesAllowed(true)
        // @ begins a person's handle here, never a file of arguments.
        .setExpandAtFiles(false);
  }

  private static CommandLine sandbox(Clock clock) {
    return ManifestPaths.neededUnlessBelow(new CommandLine(new SandboxCommand(clock)))
        .addSubcommand(new SandboxKubernetesCommand())
        .addSubcommand(new SandboxDatadogCommand(clock));
  }

  private static CommandLine check(Map<String, String> environment, Clock clock) {
    return new CommandLine(new CheckCommand())
        .addSubcommand(new CheckRunCommand(System.in, environment, clock));
  }

  /** A person gets a sentence; the whole of it goes to the log. */
  private static IExecutionExceptionHandler forPeople() {
    return (exception, commandLine, parsed) -> {
      PrintWriter err = commandLine.getErr();
      if (exception instanceof CommandException) {
        err.println("heel: " + exception.getMessage());
      } else {
        log.error("unexpected", exception);
        err.println(
            "heel: something unexpected happened: "
                + exception
                + ". HEEL_LOG_LEVEL=debug shows more; please report it.");
      }
      err.flush();
      return USAGE;
    };
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
