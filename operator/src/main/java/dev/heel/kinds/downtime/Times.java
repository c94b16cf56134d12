package dev.heel.kinds.downtime;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times, zones and lengths as specs and the API write them; what cannot be read is empty. */
final class Times {
  private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,5})([mhdw])");
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  private static final int HOUR = 60;
  private static final int DAY = 24 * HOUR;

  private Times() {}

  static Optional<LocalDateTime> local(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A moment with an offset, or a time in a zone. */
  static Optional<Instant> moment(String text, ZoneId zone) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return local(text).map(time -> time.atZone(zone).toInstant());
    }
  }

  static Optional<Duration> length(String text) {
    Matcher matcher = LENGTH.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2).charAt(0)) {
          case 'm' -> Duration.ofMinutes(number);
          case 'h' -> Duration.ofHours(number);
          case 'd' -> Duration.ofDays(number);
          default -> Duration.ofDays(7 * number);
        });
  }

  /** {@code 14h}, or {@code 90m} if it is no whole number of hours. */
  static String length(int minutes) {
    return minutes % HOUR == 0 ? minutes / HOUR + "h" : minutes + "m";
  }

  /** Minutes since midnight of {@code 19:00}; empty for any other text. */
  static Optional<Integer> minutes(String time) {
    return time.matches("(([01][0-9]|2[0-3]):[0-5][0-9])|24:00")
        ? Optional.of(
            Integer.parseInt(time.substring(0, 2)) * HOUR + Integer.parseInt(time.substring(3)))
        : Optional.empty();
  }

  /** How long a window is open that goes from one time of day to the next other one. */
  static int between(int from, int to) {
    return to > from ? to - from : to - from + DAY;
  }

  static String text(LocalDateTime time) {
    return LOCAL.format(time);
  }
}
