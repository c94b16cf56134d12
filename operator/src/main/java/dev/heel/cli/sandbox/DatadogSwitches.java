package dev.heel.cli.sandbox;

import dev.heel.cli.options.DurationConverter;
import dev.heel.cli.text.CommandException;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.world.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How difficult the embedded Datadog is. */
public final class DatadogSwitches {
  @Option(
      names = "--list-lag",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long lists do not show a write, such as 5s. Default: not at all.")
  private Duration listLag = Duration.ZERO;

  @Option(
      names = "--lose-answer",
      paramLabel = "P",
      description =
          "How many of the writes take effect but are never answered: 0 for none to 1 for all.")
  private double loseAnswer;

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long each call waits before it is served, such as 100ms.")
  private Duration latency = Duration.ZERO;

  @Option(
      names = "--limit",
      paramLabel = "NAME=N/SECONDS",
      description = "A rate limit, such as create_monitor=500/10. May be given several times.")
  private Map<String, String> limits = new LinkedHashMap<>();

  @Option(
      names = "--foreign-monitors",
      paramLabel = "N",
      description = "How many monitors are there from the start that are not Heel's.")
  private int foreignMonitors;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another number, another choice of the writes that --lose-answer loses.")
  private long seed = 1;

  /**
   * @param builder with the limits that hold unless others are asked for
   */
  public DatadogOptions options(DatadogOptions.Builder builder, int port, Clock clock) {
    if (loseAnswer < 0 || loseAnswer > 1) {
      throw new CommandException("--lose-answer is a part from 0 to 1, not " + loseAnswer);
    }
    builder
        .port(port)
        .clock(clock)
        .listLag(listLag)
        .loseAnswer(loseAnswer)
        .latency(latency)
        .foreignMonitors(foreignMonitors)
        .seed(seed);
    try {
      limits.forEach((name, limit) -> builder.limit(name, RateLimit.parse(limit)));
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new CommandException("--limit: " + e.getMessage());
    }
  }
}
