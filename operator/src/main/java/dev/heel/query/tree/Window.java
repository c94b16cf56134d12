package dev.heel.query.tree;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as queries write it (Datadog API v1, "Create a monitor"; Datadog documentation,
 * "Monitors: Metric", for {@code current_1d}): {@code last_5m}, {@code next_2w}, {@code 5m_ago},
 * {@code 5m}.
 */
public record Window(String text, Span span) {
  private static final Pattern METRIC =
      Pattern.compile("(?:last|next|current)_[0-9]{1,6}(?:s|m|h|d|w|mo|q|y)");
  private static final Pattern LENGTH = Pattern.compile("(?:last_|next_)?([0-9]{1,6})(m|h|d|w|mo)");

  /** Whether a metric query may look at it. */
  public boolean isMetric() {
    return METRIC.matcher(text).matches();
  }

  /** Its length; empty if it is cumulative or shorter than minutes. */
  public Optional<Long> minutes() {
    Matcher matcher = LENGTH.matcher(text);
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
}
