package dev.heel.cli.options;

import dev.heel.cli.text.CommandException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/**
 * Times as people type them: {@code now}, a time of today, a local date and time, or RFC 3339.
 * Local is the clock's zone.
 */
public record Moments(Clock clock) {
  /**
   * @param option that the time was given with, for the sentence
   */
  public Instant read(String option, String text) {
    if (text.equals("now")) {
      return clock.instant();
    }
    ZoneId zone = clock.getZone();
    List<Function<String, Instant>> forms =
        List.of(
            time -> OffsetDateTime.parse(time).toInstant(),
            time -> LocalDateTime.parse(time).atZone(zone).toInstant(),
            time -> LocalTime.parse(time).atDate(LocalDate.now(clock)).atZone(zone).toInstant());
    for (Function<String, Instant> form : forms) {
      try {
        return form.apply(text);
      } catch (DateTimeException e) {
        // It may be of the next form.
      }
    }
    throw new CommandException(
        option
            + " \""
            + text
            + "\" is no time; write now, 15:04, 2026-11-24T15:04 or 2026-11-24T15:04:05Z");
  }
}
