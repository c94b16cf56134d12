package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Report;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Datadog says of a downtime's life. */
final class DowntimeReport {
  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm z", Locale.ENGLISH);

  private DowntimeReport() {}

  static Report of(JsonNode found) {
    String state = found.path("status").asText("");
    if (state.isEmpty()) {
      return Report.NONE;
    }
    return new Report(state, null, next(found, state).orElse(null), List.of(), 0);
  }

  private static Optional<String> next(JsonNode found, String state) {
    JsonNode schedule = found.path("schedule");
    JsonNode window =
        schedule.path("current_downtime").isObject() ? schedule.get("current_downtime") : schedule;
    String zoneName =
        schedule.path("timezone").asText(found.path("display_timezone").asText("UTC"));
    ZoneId zone = Times.zone(zoneName).orElse(ZoneOffset.UTC);
    return switch (state) {
      case "scheduled" -> moment(window, "start").map(start -> words(start, zone));
      case "active" -> moment(window, "end").map(end -> "until " + words(end, zone));
      default -> Optional.empty();
    };
  }

  private static Optional<Instant> moment(JsonNode window, String field) {
    return Times.moment(window.path(field).asText(""), ZoneOffset.UTC);
  }

  private static String words(Instant moment, ZoneId zone) {
    return WORDS.format(moment.atZone(zone));
  }
}
