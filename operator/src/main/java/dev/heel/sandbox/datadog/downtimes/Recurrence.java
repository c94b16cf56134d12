package dev.heel.sandbox.datadog.downtimes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * One repeated window of a downtime: it begins at a wall-clock time and lasts a fixed while.
 *
 * @param start first beginning, in the schedule's zone
 * @param startText how it was sent, and is shown
 * @param duration such as {@code 14h}: a number and m, h, d or w
 * @param rrule RFC 5545, section 3.3.10
 */
record Recurrence(LocalDateTime start, String startText, String duration, String rrule) {
  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,5})([mhdw])");
  private static final Pattern FOREIGN_PARTS =
      Pattern.compile("(?i)\\b(DTSTART|DTEND|DURATION)\\b");
  private static final int MOST = 10_000;

  Duration length() {
    Matcher matcher = DURATION.matcher(duration);
    if (!matcher.matches()) {
      throw ApiError.badRequest("'" + duration + "' does not match '^[0-9]+[mhdw]$'");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }

  Instant firstStart(ZoneId zone) {
    return start.atZone(zone).toInstant();
  }

  /**
   * @throws ApiError 400 for a rule or a duration that cannot be read
   */
  void check(ZoneId zone) {
    length();
    iterator(zone, Instant.MIN);
  }

  /** The windows that begin between two moments, and the first one after them. */
  List<Window> windows(ZoneId zone, Instant from, Instant to) {
    List<Window> windows = new ArrayList<>();
    RecurrenceRuleIterator each = iterator(zone, from.minus(length()));
    while (each.hasNext() && windows.size() < MOST) {
      Instant begin = Instant.ofEpochMilli(each.nextMillis());
      windows.add(new Window(begin, begin.plus(length())));
      if (begin.isAfter(to)) {
        break;
      }
    }
    return windows;
  }

  private RecurrenceRuleIterator iterator(ZoneId zone, Instant from) {
    if (FOREIGN_PARTS.matcher(rrule).find()) {
      throw invalid();
    }
    try {
      RecurrenceRule rule = new RecurrenceRule(rrule, RecurrenceRule.RfcMode.RFC5545_STRICT);
      RecurrenceRuleIterator each = rule.iterator(dateTime(zone));
      // A rule that counts has to be counted from its beginning.
      if (rule.getCount() == null && from.isAfter(firstStart(zone))) {
        each.fastForward(from.toEpochMilli());
      }
      return each;
    } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
      throw invalid();
    }
  }

  private DateTime dateTime(ZoneId zone) {
    return new DateTime(
        TimeZone.getTimeZone(zone),
        start.getYear(),
        start.getMonthValue() - 1,
        start.getDayOfMonth(),
        start.getHour(),
        start.getMinute(),
        start.getSecond());
  }

  private ApiError invalid() {
    return ApiError.badRequest("Invalid rrule: " + rrule);
  }

  ObjectNode toJson() {
    return Json.object().put("start", startText).put("duration", duration).put("rrule", rrule);
  }
}
