package dev.heel.sandbox.datadog.downtimes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.downtimes.DowntimeSchedule.OneTime;
import dev.heel.sandbox.datadog.downtimes.DowntimeSchedule.Recurring;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Strict;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code schedule}: one time, or recurring. */
final class DowntimeTimes {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  private final Instant now;

  /**
   * @param now what stands for a start that is null; kept as precisely as an answer shows it
   */
  DowntimeTimes(Instant now) {
    this.now = now.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * @param sent the member {@code schedule}; missing or null: from now on, forever
   * @throws ApiError 400 when it is neither of the two forms
   */
  DowntimeSchedule read(JsonNode sent) {
    if (sent.isMissingNode() || sent.isNull()) {
      return new OneTime(now, null);
    }
    return sent.has("recurrences") ? recurring(sent) : oneTime(sent);
  }

  private OneTime oneTime(JsonNode sent) {
    Strict.object(sent, Set.of("start", "end"), List.of());
    Instant start = absent(sent, "start") ? now : moment(sent.get("start"));
    Instant end = absent(sent, "end") ? null : moment(sent.get("end"));
    if (end != null && !end.isAfter(start)) {
      throw ApiError.badRequest("Downtime end must be after its start");
    }
    return new OneTime(start, end);
  }

  private Recurring recurring(JsonNode sent) {
    Strict.object(sent, Set.of("recurrences", "timezone", "current_downtime"), List.of());
    Strict.array(sent.get("recurrences"));
    if (sent.get("recurrences").isEmpty()) {
      throw ApiError.badRequest("[] is too short");
    }
    ZoneId zone = zone(sent.path("timezone").asText("UTC"));
    List<Recurrence> recurrences = new ArrayList<>();
    sent.get("recurrences").forEach(each -> recurrences.add(recurrence(each, zone)));
    return new Recurring(zone, List.copyOf(recurrences));
  }

  private Recurrence recurrence(JsonNode sent, ZoneId zone) {
    Strict.object(sent, Set.of("start", "duration", "rrule"), List.of("duration", "rrule"));
    Strict.text(sent.get("duration"));
    Strict.text(sent.get("rrule"));
    String start =
        absent(sent, "start")
            ? LOCAL.format(LocalDateTime.ofInstant(now, zone))
            : sent.get("start").asText();
    Recurrence recurrence =
        new Recurrence(
            local(start), start, sent.get("duration").asText(), sent.get("rrule").asText());
    recurrence.check(zone);
    return recurrence;
  }

  /**
   * @throws ApiError 400 for a name that the IANA database does not have
   */
  static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw ApiError.badRequest("Invalid timezone: " + name);
    }
  }

  /** Whether a start that was sent lies in the past: the present minute does not. */
  boolean isPast(Instant start) {
    return start.isBefore(now.truncatedTo(ChronoUnit.MINUTES));
  }

  private static boolean absent(JsonNode sent, String name) {
    return !sent.hasNonNull(name);
  }

  private static Instant moment(JsonNode sent) {
    Strict.text(sent);
    try {
      OffsetDateTime moment = OffsetDateTime.parse(sent.asText());
      if (moment.getOffset().equals(ZoneOffset.UTC)) {
        return moment.toInstant();
      }
    } catch (DateTimeParseException e) {
      // The sentence below says it.
    }
    throw ApiError.badRequest("'" + sent.asText() + "' is not an ISO-8601 datetime in UTC");
  }

  private static LocalDateTime local(String text) {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeParseException e) {
      throw ApiError.badRequest("'" + text + "' is not an ISO-8601 datetime without an offset");
    }
  }
}
