package dev.heel.cli;

import dev.heel.cli.options.ManifestPaths;
import dev.heel.cli.text.CommandException;
import dev.heel.cli.text.ExitCode;
import dev.heel.cli.text.Logging;
import dev.heel.cli.text.StandardInput;
import dev.heel.cli.text.StandardOutput;
import dev.heel.manifest.FileFault;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
      "What a command takes, and what it gives:            heel COMMAND --help",
      "Exit codes: 0 good; 1 something is wrong, and the output says where; 2 Heel could not do its work."
    })
public final class HeelCommand implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(HeelCommand.class);

  @Spec private CommandSpec spec;

  private HeelCommand() {}

  /**
   * Runs a command line to its end.
   *
   * @return the process's exit code, as {@link ExitCode} has it
   */
  public static int run(String[] arguments, Map<String, String> environment, Clock clock) {
    Logging.forAll(environment);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> log.error("thread {} ended unexpectedly", thread.getName(), thrown));
    StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    return run(commandLine(environment, clock), out, arguments);
  }

  /** The same with another output. */
  static int run(CommandLine commandLine, StandardOutput out, String... arguments) {
    PrintWriter writer = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    int code = executed(commandLine.setOut(writer), arguments);
    writer.flush();
    return out.failure()
        .map(why -> failed(commandLine, "standard output cannot be written: " + why))
        .orElse(code);
  }

  private static int executed(CommandLine commandLine, String... arguments) {
    try {
      return commandLine.execute(arguments);
    } catch (OutOfMemoryError e) {
      return failed(commandLine, "the memory is used up; HEEL_JAVA_OPTS=-Xmx2g allows more");
    } catch (StackOverflowError e) {
      log.debug("unexpected", e);
      return failed(commandLine, "something is nested too deeply; please report it");
    }
  }

  private static int failed(CommandLine commandLine, String sentence) {
    PrintWriter err = commandLine.getErr();
    err.println("heel: " + sentence);
    err.flush();
    return ExitCode.FAILED;
  }

  static CommandLine commandLine(Map<String, String> environment, Clock clock) {
    InputStream input = StandardInput.of(System.in);
    return new CommandLine(new HeelCommand())
        .addSubcommand(sandbox(input, clock))
        .addSubcommand(new ValidateCommand(input, clock))
        .addSubcommand(check(input, environment, clock))
        .addSubcommand(new RenderCommand(input, clock))
        .addSubcommand(new PreviewCommand(input, clock))
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

  private static CommandLine sandbox(InputStream input, Clock clock) {
    return ManifestPaths.neededUnlessBelow(new CommandLine(new SandboxCommand(input, clock)))
        .addSubcommand(new SandboxKubernetesCommand())
        .addSubcommand(new SandboxDatadogCommand(clock));
  }

  private static CommandLine check(
      InputStream input, Map<String, String> environment, Clock clock) {
    return new CommandLine(new CheckCommand())
        .addSubcommand(new CheckRunCommand(input, environment, clock));
  }

  /** A person gets a sentence; the log has the whole of it for those who ask. */
  private static IExecutionExceptionHandler forPeople() {
    return (exception, commandLine, parsed) -> {
      log.debug("ends with", exception);
      return failed(commandLine, sentence(exception));
    };
  }

  private static String sentence(Exception exception) {
    if (exception instanceof CommandException) {
      return exception.getMessage();
    }
    return exception instanceof IOException io
        ? FileFault.named(io)
        : "something unexpected happened: "
            + exception
            + ". HEEL_LOG_LEVEL=debug shows more; please report it.";
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
