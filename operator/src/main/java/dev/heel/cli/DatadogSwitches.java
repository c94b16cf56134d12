package dev.heel.cli;

import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How difficult the embedded Datadog is. */
final class DatadogSwitches {
  @Option(
      names = "--list-lag",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long a write stays unseen in lists, such as 5s.")
  private Duration listLag = Duration.ZERO;

  @Option(
      names = "--lose-answer",
      paramLabel = "P",
      description = "Part of the writes, 0 to 1, that take effect but are never answered.")
  private double loseAnswer;

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Wait before each call is served, such as 100ms.")
  private Duration latency = Duration.ZERO;

  @Option(
      names = "--limit",
      paramLabel = "NAME=N/SECONDS",
      description = "A rate limit, such as create_monitor=500/10; may be given again.")
  private Map<String, String> limits = new LinkedHashMap<>();

  @Option(
      names = "--foreign-monitors",
      paramLabel = "N",
      description = "Monitors of others in the organisation from the start.")
  private int foreignMonitors;

  @Option(names = "--seed", description = "Of the chance behind --lose-answer.")
  private long seed = 1;

  /**
   * @param builder with the limits that hold unless others are asked for
   */
  DatadogOptions options(DatadogOptions.Builder builder, int port, Clock clock) {
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
