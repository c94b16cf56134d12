package dev.heel.cli;

import dev.heel.cli.options.PortConverter;
import dev.heel.cli.sandbox.DatadogSwitches;
import dev.heel.cli.sandbox.Servers;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heel sandbox datadog}: the embedded Datadog alone. */
@Command(
    name = "datadog",
    description =
        "Serves the sandbox's Datadog API alone until it is ended. It takes all keys of the right"
            + " form, 32 hex digits for an API key and 40 for an application key; each API key is an"
            + " organisation of its own.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:it was ended", "2:the command was not understood, or the port is taken"})
final class SandboxDatadogCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "On 127.0.0.1; any free one if left out.")
  private int port;

  @Mixin private DatadogSwitches switches;

  @Spec private CommandSpec spec;

  private final Clock clock;

  SandboxDatadogCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (DatadogServer server =
        Servers.datadog(switches.options(DatadogOptions.builder(), port, clock))) {
      spec.commandLine().getOut().printf("Datadog on %s%n", server.url());
      spec.commandLine().getOut().flush();
      Servers.untilEnded();
      return 0;
    }
  }
}
