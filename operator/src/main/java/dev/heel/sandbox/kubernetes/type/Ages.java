package dev.heel.sandbox.kubernetes.type;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Ages as kubectl shows them: {@code 42s}, {@code 3m5s}, {@code 2d}. */
final class Ages {
  private Ages() {}

  /** The time since {@code timestamp} (RFC 3339); {@code <unknown>} if that is no time. */
  static String since(String timestamp) {
    try {
      return human(Duration.between(Instant.parse(timestamp), Instant.now()));
    } catch (DateTimeParseException e) {
      return "<unknown>";
    }
  }

  /** Two units where the first one alone would be coarse, as Kubernetes' HumanDuration. */
  static String human(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    long minutes = seconds / 60;
    long hours = minutes / 60;
    long days = hours / 24;
    if (seconds < 120) {
      return seconds + "s";
    }
    if (minutes < 180) {
      return minutes < 10 ? pair(minutes, "m", seconds % 60, "s") : minutes + "m";
    }
    if (hours < 48) {
      return hours < 8 ? pair(hours, "h", minutes % 60, "m") : hours + "h";
    }
    if (days < 730) {
      return days < 8 ? pair(days, "d", hours % 24, "h") : days + "d";
    }
    return days < 2920 ? pair(days / 365, "y", days % 365, "d") : days / 365 + "y";
  }

  private static String pair(long big, String bigUnit, long small, String smallUnit) {
    return big + bigUnit + (small == 0 ? "" : small + smallUnit);
  }
}
