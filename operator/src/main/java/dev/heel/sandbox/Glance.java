package dev.heel.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What there is to see of a resource in Datadog, in the few words that a line of a table holds. */
final class Glance {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);

  private Glance() {}

  /**
   * @param status of the resource
   * @param object as Datadog answers it; missing if it has none
   */
  static String of(String kind, JsonNode status, JsonNode object) {
    return switch (kind) {
      case "DatadogDowntime" -> window(object.path("attributes"), status);
      case "DatadogAgent", "DatadogCheck" -> AgentWords.of(status);
      case "DatadogDashboard" -> words(status, "id", widgets(object));
      default -> words(status, "site", status.path("id").asText(""), state(status));
    };
  }

  private static String words(JsonNode status, String first, String... others) {
    List<String> words = new ArrayList<>(List.of(status.path(first).asText("")));
    words.addAll(List.of(others));
    words.removeIf(String::isEmpty);
    return String.join("  ", words);
  }

  private static String state(JsonNode status) {
    return status.path("state").asText("");
  }

  private static String widgets(JsonNode dashboard) {
    int count = dashboard.path("widgets").size();
    return dashboard.isMissingNode() ? "" : count + (count == 1 ? " widget" : " widgets");
  }

  /** The window that is open, or the next one, in the downtime's own zone. */
  private static String window(JsonNode downtime, JsonNode status) {
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
        default -> state(status);
      };
    } catch (DateTimeException e) {
      return state(status);
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
