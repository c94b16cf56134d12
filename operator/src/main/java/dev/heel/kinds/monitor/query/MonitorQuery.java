package dev.heel.kinds.monitor.query;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be told from a monitor's query without Datadog: the comparison at its end, its window,
 * its groups (Datadog API v1, "Create a monitor", on the form of each type's query). No pattern
 * goes back over what it has read: a query of any length takes a time that grows with its length.
 *
 * @param text as it is written
 */
public record MonitorQuery(String text) {
  private static final Pattern COMPARISON =
      Pattern.compile(
          "(<=|>=|==|!=|<|>)\\s*+(-?(?:[0-9]{1,40}+(?:\\.[0-9]{0,40}+)?|\\.[0-9]{1,40}+)(?:[eE][-+]?[0-9]{1,3})?)"
              + "\\s*+$");
  private static final Pattern METRIC_WINDOW =
      Pattern.compile("\\(\\s*+((?:last|current)_[A-Za-z0-9]*+)\\s*+[,)]");
  private static final Pattern LAST =
      Pattern.compile("\\.last\\(\\s*+[\"']?+([^\"'()]*+)[\"']?+\\s*+\\)");
  private static final Pattern BY_BRACES = Pattern.compile("\\bby\\s*+\\{([^{}]*+)\\}");
  private static final Pattern BY_CALL = Pattern.compile("\\.by\\(([^()]*+)\\)");
  private static final Pattern ALERT_WINDOW =
      Pattern.compile("\\balert_window\\s*+=\\s*+['\"]([^'\"]*+)['\"]");
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})(m|h|d|w|mo)");

  /**
   * The comparison that ends a query; numbers of more than 40 digits are none.
   *
   * @param operator such as {@code >=}
   * @param number as it is written
   * @param offset where the number starts in the query
   */
  public record Comparison(String operator, String number, int offset) {
    public BigDecimal value() {
      return new BigDecimal(number);
    }

    public boolean isRising() {
      return operator.startsWith(">");
    }

    public boolean isFalling() {
      return operator.startsWith("<");
    }
  }

  /**
   * A part of the query.
   *
   * @param offset where it starts in the query
   */
  public record Part(String text, int offset) {}

  public Optional<Comparison> comparison() {
    Matcher matcher = COMPARISON.matcher(text);
    return matcher.find()
        ? Optional.of(new Comparison(matcher.group(1), matcher.group(2), matcher.start(2)))
        : Optional.empty();
  }

  /** The window of a metric query: {@code last_5m}, {@code current_1d}; the first if several. */
  public Optional<Part> metricWindow() {
    return first(METRIC_WINDOW);
  }

  /** What {@code .last(…)} holds: {@code 5m}, or a service check's number of runs. */
  public Optional<Part> last() {
    return first(LAST);
  }

  /** The window that is looked at, in minutes; empty if it has none or a cumulative one. */
  public Optional<Long> minutes() {
    return metricWindow()
        .map(Part::text)
        .filter(window -> window.startsWith("last_"))
        .map(window -> window.substring("last_".length()))
        .or(() -> last().map(Part::text))
        .flatMap(MonitorQuery::minutes);
  }

  /** {@code 5m} as 5, {@code 1d} as 1440; empty if it is no length of time. */
  public static Optional<Long> minutes(String length) {
    Matcher matcher = LENGTH.matcher(length);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long unit =
        switch (matcher.group(2)) {
          case "m" -> 1;
          case "h" -> 60;
          case "d" -> 1440;
          case "w" -> 7 * 1440;
          default -> 30 * 1440;
        };
    return Optional.of(Long.parseLong(matcher.group(1)) * unit);
  }

  public boolean hasAnomalies() {
    return text.contains("anomalies(");
  }

  /** The {@code alert_window} of {@code anomalies()}. */
  public Optional<Part> alertWindow() {
    return first(ALERT_WINDOW);
  }

  /** The tags by which it is grouped, in its order; empty if it is one group. */
  public List<String> groups() {
    Set<String> groups = new LinkedHashSet<>();
    collect(BY_BRACES, groups);
    collect(BY_CALL, groups);
    return List.copyOf(groups);
  }

  private void collect(Pattern pattern, Set<String> groups) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      for (String group : matcher.group(1).split(",", -1)) {
        String name = group.replace("\"", "").replace("'", "").strip();
        if (!name.isEmpty()) {
          groups.add(name);
        }
      }
    }
  }

  private Optional<Part> first(Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find()
        ? Optional.of(new Part(matcher.group(1).strip(), matcher.start(1)))
        : Optional.empty();
  }
}
