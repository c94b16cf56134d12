package dev.heel.datadog.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * When a rate limit's window ends, as far as it is known.
 *
 * @param earliest the end lies after it
 * @param latest the end is not after it
 */
record EndSpan(Instant earliest, Instant latest) {
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  /**
   * By how many windows a told end lies after the one thought of.
   *
   * @param least may be negative: the answer told of a window that is over
   * @param most less than {@code least} if no whole number of windows leads there
   */
  record Shift(long least, long most) {
    boolean isNone() {
      return least > most;
    }

    boolean isCertain() {
      return least == most;
    }
  }

  /**
   * What an answer tells. Reset is rounded up to whole seconds, and holds from the moment at which
   * the answer was made: after its call was sent, before it was here.
   *
   * @param reset the moment of the end if the answer was made just now
   * @see <a href="https://docs.datadoghq.com/api/latest/rate-limits/">Datadog's rate limits</a>
   */
  static EndSpan told(Instant reset, Instant begun, Instant now) {
    return new EndSpan(reset.minus(Duration.between(begun, now)).minus(ROUNDING), reset);
  }

  EndSpan moved(Duration by) {
    return new EndSpan(earliest.plus(by), latest.plus(by));
  }

  /** What both know; they must overlap. */
  EndSpan narrowed(EndSpan other) {
    return new EndSpan(
        earliest.isAfter(other.earliest) ? earliest : other.earliest,
        latest.isBefore(other.latest) ? latest : other.latest);
  }

  Shift shiftTo(EndSpan told, Duration period) {
    long length = period.toNanos();
    long above = Duration.between(latest, told.earliest).toNanos();
    long below = Duration.between(earliest, told.latest).toNanos();
    return new Shift(Math.floorDiv(above, length) + 1, -Math.floorDiv(-below, length) - 1);
  }
}
