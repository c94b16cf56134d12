package dev.heel.sandbox.datadog.world;

import java.time.Duration;

/**
 * So many calls in each window of a period; windows are aligned with the calendar, as Datadog's
 * are.
 *
 * @param count calls allowed in one window, at least 1
 * @param period length of a window, whole seconds, at least 1 s
 */
public record RateLimit(int count, Duration period) {
  public RateLimit {
    if (count < 1 || period.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "a rate limit is at least 1 call in 1 second, not " + count + " in " + period);
    }
  }

  /**
   * Reads {@code 500/10}: 500 calls in 10 seconds.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  public static RateLimit parse(String text) {
    String[] parts = text.strip().split("/", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "a rate limit is CALLS/SECONDS, such as 500/10, not " + text);
    }
    try {
      return new RateLimit(
          Integer.parseInt(parts[0].strip()),
          Duration.ofSeconds(Long.parseLong(parts[1].strip().replaceFirst("s$", ""))));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a rate limit is CALLS/SECONDS, such as 500/10, not " + text, e);
    }
  }

  @Override
  public String toString() {
    return count + "/" + period.toSeconds();
  }
}
