package dev.heel.sandbox.datadog;

import dev.heel.sandbox.datadog.world.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server is started with. {@link #builder()} gives the defaults: a free port, the system's
 * clock, no lag, no loss, no latency, the rate limits known from the real API, an empty
 * organisation.
 *
 * @param port TCP port on 127.0.0.1; 0 takes a free one
 * @param clock the server's time: timestamps, rate windows, list lag
 * @param listLag how long a write stays unseen in lists
 * @param lagReads whether a GET of one object lags as well
 * @param loseAnswer part of the writes (0 to 1) that take effect but are never answered
 * @param seed of the random sequence behind {@code loseAnswer}
 * @param latency wait before each call is served
 * @param limits rate limits by name, each organisation on its own
 * @param foreignMonitors monitors of others that every organisation starts with
 * @param siteName the site that this server stands for, such as datadoghq.com
 * @param organisations names of organisations by API key; a key that is not here opens an
 *     organisation of its own
 */
public record DatadogOptions(
    int port,
    Clock clock,
    Duration listLag,
    boolean lagReads,
    double loseAnswer,
    long seed,
    Duration latency,
    Map<String, RateLimit> limits,
    int foreignMonitors,
    String siteName,
    Map<String, String> organisations) {

  public static Builder builder() {
    return new Builder();
  }

  public static DatadogOptions defaults() {
    return builder().build();
  }

  /** Collects options; each setter returns the builder. */
  public static final class Builder {
    private int port;
    private Clock clock = Clock.systemUTC();
    private Duration listLag = Duration.ZERO;
    private boolean lagReads;
    private double loseAnswer;
    private long seed = 1;
    private Duration latency = Duration.ZERO;
    private final Map<String, RateLimit> limits = new HashMap<>();
    private int foreignMonitors;
    private String siteName = "datadoghq.com";
    private final Map<String, String> organisations = new LinkedHashMap<>();

    private Builder() {
      limits.put("create_monitor", RateLimit.parse("500/10"));
      limits.put("get_custom_dashboards", RateLimit.parse("60/60"));
      limits.put("get_dashboard", RateLimit.parse("60/60"));
      limits.put("get_graph_snapshot", RateLimit.parse("60/3600"));
    }

    /**
     * For an operator whose lists come by the second, where production has minutes: reads of
     * dashboards are not limited, unless they are from here on.
     */
    public Builder hastened() {
      limits.keySet().removeAll(List.of("get_custom_dashboards", "get_dashboard"));
      return this;
    }

    public Builder port(int value) {
      port = value;
      return this;
    }

    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    public Builder listLag(Duration value) {
      listLag = value;
      return this;
    }

    public Builder lagReads(boolean value) {
      lagReads = value;
      return this;
    }

    public Builder loseAnswer(double value) {
      loseAnswer = value;
      return this;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder latency(Duration value) {
      latency = value;
      return this;
    }

    /** Adds or replaces one limit; names are listed in the error for an unknown one. */
    public Builder limit(String name, RateLimit limit) {
      limits.put(name, limit);
      return this;
    }

    /** Adds one limit written as {@code NAME=CALLS/SECONDS}. */
    public Builder limit(String text) {
      String[] parts = text.split("=", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException("a limit is NAME=CALLS/SECONDS, not " + text);
      }
      return limit(parts[0].strip(), RateLimit.parse(parts[1]));
    }

    public Builder foreignMonitors(int value) {
      foreignMonitors = value;
      return this;
    }

    public Builder siteName(String value) {
      siteName = value;
      return this;
    }

    /** Keys with the same name share one organisation. */
    public Builder organisation(String apiKey, String name) {
      organisations.put(apiKey, name);
      return this;
    }

    public DatadogOptions build() {
      return new DatadogOptions(
          port,
          clock,
          listLag,
          lagReads,
          loseAnswer,
          seed,
          latency,
          Map.copyOf(limits),
          foreignMonitors,
          siteName,
          Collections.unmodifiableMap(new LinkedHashMap<>(organisations)));
    }
  }
}
