package dev.heel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.cli.dashboard.LookCalls;
import dev.heel.cli.dashboard.LookCalls.Span;
import dev.heel.cli.dashboard.OnDashboard;
import dev.heel.cli.dashboard.Refusals;
import dev.heel.cli.options.DurationConverter;
import dev.heel.cli.text.CommandException;
import dev.heel.engine.api.Datadog;
import dev.heel.engine.read.Nearest;
import dev.heel.kinds.dashboard.Graph;
import dev.heel.kinds.dashboard.Graph.Line;
import dev.heel.kinds.dashboard.Variables;
import dev.heel.operator.commands.AccessedObject;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heel snapshot dddash/NAME}: a picture of a widget as it is now, and who is to see it. */
@Command(
    name = "snapshot",
    description =
        "Has Datadog draw a widget of a dashboard as it is now, and prints the picture's address;"
            + " --notify sends it to somebody. Datadog draws 60 pictures an hour, and each needs some"
            + " seconds until it is there.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the picture's address was printed, and whoever is named was notified",
      "2:the command was not understood, there is no such dashboard or widget, or the"
          + " cluster or Datadog did not do it"
    })
final class SnapshotCommand implements Callable<Integer> {
  /** An event's text has 4000 characters (API reference, "Post an event"); addresses need some. */
  private static final int LONGEST = 3000;

  @Mixin private OnDashboard on;

  @Option(
      names = "--widget",
      required = true,
      paramLabel = "TITLE",
      description = "The title of the widget.")
  private String widget;

  @Option(
      names = "--last",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "5m",
      description = "How much of the past the picture shows. Default: ${DEFAULT-VALUE}.")
  private Duration last;

  @Option(
      names = "--notify",
      arity = "2",
      paramLabel = "@WHO TEXT",
      hideParamSyntax = true,
      description = "Posts an event with the picture and this text, which notifies @WHO.")
  private List<String> told = List.of();

  @Spec private CommandSpec spec;

  private final Clock clock;

  SnapshotCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    checkNotice();
    try (AccessedObject dashboard = on.reach(clock)) {
      JsonNode body = Refusals.send(dashboard.datadog(), LookCalls.dashboard(dashboard.id()));
      Graph graph = graph(body);
      String address = picture(dashboard.datadog(), graph, Variables.of(body));
      PrintWriter out = spec.commandLine().getOut();
      out.println(address);
      out.flush();
      if (!told.isEmpty()) {
        out.println(tell(dashboard, graph, address));
      }
      out.flush();
      return 0;
    }
  }

  private void checkNotice() {
    if (told.isEmpty()) {
      return;
    }
    if (told.get(1).length() > LONGEST) {
      throw new CommandException("--notify: a text has at most " + LONGEST + " characters");
    }
    if (!told.get(0).matches("@\\S+(\\s+@\\S+)*")) {
      throw new CommandException(
          "--notify \"%s\": a handle begins with @, such as @platform-team@example.com"
              .formatted(told.get(0)));
    }
  }

  private Graph graph(JsonNode dashboard) {
    List<Graph> graphs = Graph.all(dashboard);
    Optional<Graph> exact = graphs.stream().filter(g -> g.title().equals(widget)).findFirst();
    return exact
        .or(() -> graphs.stream().filter(g -> g.title().equalsIgnoreCase(widget)).findFirst())
        .orElseThrow(() -> noWidget(graphs));
  }

  private CommandException noWidget(List<Graph> graphs) {
    List<String> titles =
        graphs.stream().map(Graph::title).filter(title -> !title.isEmpty()).distinct().toList();
    String nearest = Nearest.to(widget, titles).map(t -> " Did you mean \"" + t + "\"?").orElse("");
    String all =
        titles.isEmpty()
            ? "none of its widgets has a title"
            : "its widgets are "
                + titles.stream().map(t -> "\"" + t + "\"").collect(Collectors.joining(", "));
    return new CommandException(
        "dddash/%s has no widget \"%s\"; %s.%s".formatted(on.name(), widget, all, nearest));
  }

  private String picture(Datadog datadog, Graph graph, Variables variables) {
    Optional<Line> other = graph.lines().stream().filter(line -> !line.isMetric()).findFirst();
    if (graph.lines().isEmpty() || other.isPresent()) {
      String asks = other.map(line -> " but one of " + line.source()).orElse("");
      throw new CommandException(
          "widget \"%s\" (%s) has no metric query%s; Datadog takes pictures of metrics only"
              .formatted(graph.title(), graph.type(), asks));
    }
    List<String> expressions =
        graph.lines().stream().map(line -> variables.in(line.expression())).toList();
    Instant now = clock.instant();
    Span span = new Span(now.minus(last), now);
    JsonNode answer = Refusals.send(datadog, LookCalls.snapshot(graph.title(), expressions, span));
    return Optional.ofNullable(answer.path("snapshot_url").asText(null))
        .orElseThrow(() -> new CommandException("Datadog's answer has no address of a picture"));
  }

  private String tell(AccessedObject dashboard, Graph graph, String address) {
    String text =
        "%s %s\n\n[%s](%s), [dashboard](%s)"
            .formatted(told.get(0), told.get(1), escaped(graph.title()), address, dashboard.url());
    JsonNode answer = Refusals.send(dashboard.datadog(), LookCalls.event(graph.title(), text));
    return "Notified " + told.get(0) + ": " + answer.at("/event/url").asText();
  }

  private static String escaped(String title) {
    return title.replaceAll("([\\[\\]])", "\\\\$1");
  }
}
