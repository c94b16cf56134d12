package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** Which of a schedule's dates count: of a plain week only the time of day does. */
final class Starts {
  private static final String START = "start";
  private static final Duration AT_ONCE = Duration.ofMinutes(1);

  private Starts() {}

  /** A copy with the found begins where they are as good as the desired ones. */
  static JsonNode carried(JsonNode desired, JsonNode found) {
    JsonNode body = desired.deepCopy();
    JsonNode schedule = body.path("schedule");
    JsonNode there = found.path("schedule");
    for (int i = 0; i < schedule.path("recurrences").size(); i++) {
      JsonNode recurrence = schedule.path("recurrences").path(i);
      JsonNode start = there.path("recurrences").path(i).path(START);
      if (recurrence instanceof ObjectNode object && isAsGood(object, start.asText(""))) {
        object.set(START, start);
      }
    }
    boolean once = !schedule.has("recurrences") && !there.has("recurrences");
    if (once
        && schedule instanceof ObjectNode object
        && !object.hasNonNull(START)
        && !isLater(found)) {
      object.set(START, there.path(START).isMissingNode() ? null : there.get(START));
    }
    return body;
  }

  /**
   * Whether a downtime waits for a begin that somebody chose: one that was to begin at once may
   * read as scheduled for a moment, too.
   */
  private static boolean isLater(JsonNode found) {
    Optional<Instant> start =
        Times.moment(found.path("schedule").path(START).asText(""), ZoneOffset.UTC);
    Optional<Instant> written = Times.moment(found.path("modified").asText(""), ZoneOffset.UTC);
    return found.path("status").asText("").equals("scheduled")
        && start.isPresent()
        && written.isPresent()
        && start.get().isAfter(written.get().plus(AT_ONCE));
  }

  private static boolean isAsGood(ObjectNode recurrence, String found) {
    Set<DayOfWeek> days = new Rule(recurrence.path("rrule").asText("")).plainDays();
    Optional<LocalDateTime> wanted = Times.local(recurrence.path(START).asText(""));
    Optional<LocalDateTime> there = Times.local(found);
    return wanted.isPresent()
        && there.isPresent()
        && (wanted.equals(there)
            || wanted.get().toLocalTime().equals(there.get().toLocalTime())
                && days.contains(there.get().getDayOfWeek()));
  }

  /** A copy in which a plain week has no dates, only times of day. */
  static JsonNode lasting(JsonNode desired) {
    JsonNode body = desired.deepCopy();
    for (JsonNode recurrence : body.at("/schedule/recurrences")) {
      Rule rule = new Rule(recurrence.path("rrule").asText(""));
      Optional<LocalDateTime> start = Times.local(recurrence.path(START).asText(""));
      if (recurrence instanceof ObjectNode object
          && start.isPresent()
          && !rule.plainDays().isEmpty()) {
        object.put(START, start.get().toLocalTime().toString());
      }
    }
    return body;
  }
}
