package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The window of a downtime that is open, or its next one, in the few words of a line. */
final class DowntimeGlance {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);

  private DowntimeGlance() {}

  /**
   * In the downtime's own zone.
   *
   * @param downtime its attributes, as Datadog answers them
   * @param otherwise where there is no such window
   */
  static String of(JsonNode downtime, String otherwise) {
    JsonNode schedule = downtime.path("schedule");
    JsonNode window =
        schedule.path("current_downtime").isObject() ? schedule.get("current_downtime") : schedule;
    try {
      ZoneId zone =
          ZoneId.of(
              schedule.path("timezone").asText(downtime.path("display_timezone").asText("UTC")));
      return switch (downtime.path("status").asText("")) {
        case "scheduled" ->
            "next " + day(window, "start", zone) + " - " + end(window, zone, "no end");
        case "active" -> "muted until " + end(window, zone, "it is cancelled");
        default -> otherwise;
      };
    } catch (DateTimeException e) {
      return otherwise;
    }
  }

  private static String day(JsonNode window, String field, ZoneId zone) {
    return DAY_AND_TIME.format(moment(window, field, zone));
  }

  private static String end(JsonNode window, ZoneId zone, String without) {
    return window.hasNonNull("end")
        ? day(window, "end", zone) + " " + ZONE.format(moment(window, "end", zone))
        : without;
  }

  private static ZonedDateTime moment(JsonNode window, String field, ZoneId zone) {
    return OffsetDateTime.parse(window.path(field).asText()).atZoneSameInstant(zone);
  }
}
