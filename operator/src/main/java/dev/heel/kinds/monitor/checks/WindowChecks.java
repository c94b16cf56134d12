package dev.heel.kinds.monitor.checks;

import dev.heel.engine.read.ValueWords;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.kinds.monitor.query.ReadQuery.Part;
import dev.heel.resource.Problem;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The window that a query looks at (Datadog API v1, "Create a monitor", on queries). */
final class WindowChecks {
  static final String WINDOW = "monitor-window";
  static final String RANGE = "monitor-window-range";
  static final String SERVICE_CHECK = "monitor-service-check";

  private static final Pattern EVENTS = Pattern.compile("[1-9][0-9]{0,5}(s|m|h|d|w|mo)");
  private static final long METRIC_MINUTES = 10_080;
  private static final long EVENT_MINUTES = 2_880;
  private static final int MOST_RUNS = 100;

  private WindowChecks() {}

  /** What a window must look like belongs to the query's grammar. */
  static List<Problem> metricWindowIsInRange(Monitor monitor) {
    return monitor.type() != MonitorType.METRIC
        ? List.of()
        : monitor
            .query()
            .metricWindow()
            .filter(window -> window.text().matches("last_[0-9]+[mh]"))
            .map(window -> range(monitor, window, METRIC_MINUTES))
            .orElse(List.of());
  }

  static List<Problem> eventWindowIsWellFormed(Monitor monitor) {
    Optional<Part> window = monitor.query().last();
    if (monitor.type() != MonitorType.EVENTS || window.isEmpty()) {
      return List.of();
    }
    return EVENTS.matcher(window.get().text()).matches()
        ? range(monitor, window.get(), EVENT_MINUTES)
        : List.of(malformed(monitor, window.get(), "last(\"5m\") or last(\"4h\")"));
  }

  private static List<Problem> range(Monitor monitor, Part window, long most) {
    Optional<Long> minutes = monitor.query().minutes();
    return minutes.isEmpty() || minutes.get() <= most
        ? List.of()
        : List.of(
            monitor
                .warning(
                    RANGE,
                    Monitor.QUERY,
                    "a window of "
                        + window.text()
                        + " is longer than Datadog's documentation allows",
                    "For this type it names %d minutes as the most.".formatted(most))
                .within(window.offset(), window.text().length()));
  }

  private static Problem malformed(Monitor monitor, Part window, String examples) {
    return monitor
        .warning(
            WINDOW,
            Monitor.QUERY,
            "\""
                + ValueWords.shortened(window.text())
                + "\" is no length of time that Datadog reads",
            "Write it like " + examples + ".")
        .within(window.offset(), window.text().length());
  }

  /** {@code last(n)} must hold as many runs as the largest threshold counts, and at most 100. */
  static List<Problem> serviceCheckSeesEnoughRuns(Monitor monitor) {
    Optional<Part> last = monitor.query().last();
    boolean counts = monitor.query().hasStep("count_by_status");
    if (monitor.type() != MonitorType.SERVICE_CHECK || last.isEmpty() || !counts) {
      return List.of();
    }
    if (!last.get().text().matches("[1-9][0-9]{0,8}")) {
      return List.of(malformed(monitor, last.get(), "last(4): a number of runs"));
    }
    BigDecimal runs = new BigDecimal(last.get().text());
    Optional<BigDecimal> most =
        Stream.of("critical", "warning", "ok")
            .flatMap(name -> monitor.number("thresholds/" + name).stream())
            .max(Comparator.naturalOrder());
    if (runs.intValue() > MOST_RUNS) {
      return List.of(tooMany(monitor, last.get()));
    }
    return most.isPresent() && most.get().compareTo(runs) > 0
        ? List.of(
            runs(
                monitor,
                last.get(),
                "the query looks at %s runs, and a threshold counts %s"
                    .formatted(last.get().text(), Monitor.plain(most.get()))))
        : List.of();
  }

  private static Problem tooMany(Monitor monitor, Part last) {
    return monitor
        .warning(
            SERVICE_CHECK,
            Monitor.QUERY,
            "last() takes " + MOST_RUNS + " runs at most, says Datadog's documentation",
            "Look at fewer runs.")
        .within(last.offset(), last.text().length());
  }

  private static Problem runs(Monitor monitor, Part last, String message) {
    return monitor
        .error(
            SERVICE_CHECK,
            Monitor.QUERY,
            message,
            "Datadog would refuse it: \"Last field should be larger than or equal to max threshold"
                + " defined in monitor options\". Let last(n) be the largest threshold plus one.")
        .within(last.offset(), last.text().length());
  }
}
