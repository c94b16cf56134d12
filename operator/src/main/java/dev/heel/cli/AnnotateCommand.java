package dev.heel.cli;

import dev.heel.cli.dashboard.LookCalls;
import dev.heel.cli.dashboard.LookCalls.Span;
import dev.heel.cli.dashboard.OnDashboard;
import dev.heel.cli.dashboard.Refusals;
import dev.heel.cli.options.Moments;
import dev.heel.cli.text.CommandException;
import dev.heel.operator.commands.AccessedObject;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heel annotate dddash/NAME}: a mark on a dashboard, at a moment or over a time. */
@Command(
    name = "annotate",
    description =
        "Marks a moment, or a stretch of time, on all graphs of a dashboard in Datadog, with a text.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the mark is there",
      "2:the command was not understood, there is no such dashboard, or the cluster or"
          + " Datadog did not do it"
    },
    footer = {
      "TIME is one of:",
      "  now",
      "  15:04                  of today, in this machine's time zone",
      "  2026-11-24T15:04       in this machine's time zone",
      "  2026-11-24T15:04:05Z"
    })
final class AnnotateCommand implements Callable<Integer> {
  private static final int LONGEST = 4000;

  @Mixin private OnDashboard on;

  @Parameters(index = "1", paramLabel = "TEXT", description = "What the mark says.")
  private String text;

  @ArgGroup(multiplicity = "1", exclusive = true)
  private When when;

  @Option(
      names = "--color",
      paramLabel = "COLOR",
      defaultValue = "blue",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Color color;

  @Spec private CommandSpec spec;

  private final Clock clock;

  enum Color {
    gray,
    blue,
    purple,
    green,
    yellow,
    red
  }

  static final class When {
    @Option(names = "--at", paramLabel = "TIME", description = "Marks a moment.")
    private String at;

    @ArgGroup(exclusive = false)
    private Between between;
  }

  static final class Between {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "TIME",
        description = "Marks a stretch of time, from then ...")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "... until then.")
    private String to;
  }

  AnnotateCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Span span = span(new Moments(clock));
    if (text.isBlank() || text.length() > LONGEST) {
      throw new CommandException("a mark needs a text of at most " + LONGEST + " characters");
    }
    try (AccessedObject dashboard = on.reach(clock)) {
      Refusals.send(
          dashboard.datadog(), LookCalls.annotation(dashboard.id(), text, color.name(), span));
      spec.commandLine().getOut().println("Marked: " + dashboard.url());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  private Span span(Moments moments) {
    if (when.at != null) {
      return new Span(moments.read("--at", when.at), null);
    }
    Instant from = moments.read("--from", when.between.from);
    Instant to = moments.read("--to", when.between.to);
    if (!to.isAfter(from)) {
      throw new CommandException("--to is not after --from");
    }
    return new Span(from, to);
  }
}
