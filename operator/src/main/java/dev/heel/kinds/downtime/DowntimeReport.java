package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Report;
import dev.heel.engine.problem.TimeZones;
import java.time.Duration;
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

  private static final String CLOCKS = ", clocks change";

  /** Of what lasts for weeks nobody minds an hour. */
  private static final Duration LONGEST = Duration.ofDays(4);

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
    ZoneId zone = TimeZones.find(zoneName).orElse(ZoneOffset.UTC);
    Optional<Instant> start = moment(window, "start");
    Optional<Instant> end = moment(window, "end");
    boolean clocks = start.isPresent() && end.isPresent() && change(zone, start.get(), end.get());
    return switch (state) {
      case "scheduled" ->
          start.map(
              from ->
                  words(from, zone) + (clocks ? " until " + words(end.get(), zone) + CLOCKS : ""));
      case "active" -> end.map(to -> "until " + words(to, zone) + (clocks ? CLOCKS : ""));
      default -> Optional.empty();
    };
  }

  /** A window has a fixed length: over such a night it ends at another time than people wrote. */
  private static boolean change(ZoneId zone, Instant start, Instant end) {
    return !zone.getRules().getOffset(start).equals(zone.getRules().getOffset(end))
        && Duration.between(start, end).compareTo(LONGEST) <= 0;
  }

  private static Optional<Instant> moment(JsonNode window, String field) {
    return Times.moment(window.path(field).asText(""), ZoneOffset.UTC);
  }

  private static String words(Instant moment, ZoneId zone) {
    return WORDS.format(moment.atZone(zone));
  }
}
