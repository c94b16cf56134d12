package dev.heel.datadog.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an answer's {@code X-RateLimit-*} headers say. Reset is the number of seconds until the
 * window ends, rounded up; some services send the moment itself, in epoch seconds.
 *
 * @param name of the limit, if told; several endpoints may share one
 * @param limit calls in a window, for the whole organisation
 * @param period length of a window in seconds
 * @param remaining calls left to the organisation in this window
 * @param resetAt when the window ends, one second to one hour from now
 * @see <a href="https://docs.datadoghq.com/api/latest/rate-limits/">Datadog's rate limits</a>
 */
public record RateHeaders(
    Optional<String> name,
    OptionalLong limit,
    OptionalLong period,
    OptionalLong remaining,
    Optional<Instant> resetAt) {
  private static final long SHORTEST = 1;
  private static final long LONGEST = Duration.ofHours(1).toSeconds();
  private static final long LAST_RESORT = 10;
  // What comes from a peer is counted with, and must not overflow.
  private static final long MOST_CALLS = 1_000_000_000;
  private static final long LONGEST_PERIOD = Duration.ofDays(1).toSeconds();
  private static final int LONGEST_NAME = 100;
  // No window is 30 years long: a larger number is a moment.
  private static final long SMALLEST_EPOCH = 1_000_000_000;

  /**
   * @param headers names in lower case
   * @param now when the answer was whole
   */
  public static RateHeaders of(Map<String, String> headers, Instant now) {
    return new RateHeaders(
        Optional.ofNullable(headers.get("x-ratelimit-name"))
            .filter(name -> !name.isBlank() && name.length() <= LONGEST_NAME),
        positive(number(headers, "x-ratelimit-limit"), MOST_CALLS),
        positive(number(headers, "x-ratelimit-period"), LONGEST_PERIOD),
        remaining(number(headers, "x-ratelimit-remaining")),
        resetAt(number(headers, "x-ratelimit-reset"), now));
  }

  /** When a call that was answered 429 may be tried again: Reset, else Period, else 10 s. */
  public Instant retryAt(Instant now) {
    return resetAt.orElseGet(() -> in(period.orElse(LAST_RESORT), now));
  }

  private static Optional<Instant> resetAt(OptionalLong reset, Instant now) {
    if (reset.isEmpty()) {
      return Optional.empty();
    }
    long value = reset.getAsLong();
    long seconds = value < SMALLEST_EPOCH ? value : value - now.getEpochSecond();
    return Optional.of(in(seconds, now));
  }

  private static Instant in(long seconds, Instant now) {
    return now.plusSeconds(Math.max(SHORTEST, Math.min(LONGEST, seconds)));
  }

  /** What is not positive says nothing, what is above the most says as much as the most. */
  private static OptionalLong positive(OptionalLong number, long most) {
    return number.isPresent() && number.getAsLong() > 0
        ? OptionalLong.of(Math.min(most, number.getAsLong()))
        : OptionalLong.empty();
  }

  private static OptionalLong remaining(OptionalLong number) {
    return number.isPresent()
        ? OptionalLong.of(Math.max(0, Math.min(MOST_CALLS, number.getAsLong())))
        : number;
  }

  private static OptionalLong number(Map<String, String> headers, String name) {
    try {
      double value = Double.parseDouble(headers.getOrDefault(name, "").strip());
      return Double.isNaN(value) ? OptionalLong.empty() : OptionalLong.of((long) Math.ceil(value));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
