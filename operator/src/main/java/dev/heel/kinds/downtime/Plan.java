package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.engine.problem.TimeZones;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A spec's schedule as the API takes it. A plain week becomes rules that begin on the first fitting
 * day from now on, since the API refuses a begin in the past.
 */
final class Plan {
  private static final String START = "start";
  private static final String RRULE = "rrule";

  private final ZoneId zone;
  private final Instant now;

  private Plan(ZoneId zone, Instant now) {
    this.zone = zone;
    this.now = now;
  }

  /** Total: what cannot be read is left as it is, for the checks or the API to tell. */
  static JsonNode of(JsonNode schedule, Instant now) {
    if (!schedule.isObject()) {
      return JsonNodeFactory.instance.objectNode().putNull(START);
    }
    ZoneId zone = TimeZones.find(schedule.path("timezone").asText("UTC")).orElse(ZoneOffset.UTC);
    Plan plan = new Plan(zone, now);
    ObjectNode body = schedule.deepCopy();
    body.remove("current_downtime");
    return body.has("weekly") || body.has("recurrences") ? plan.recurring(body) : plan.once(body);
  }

  private ObjectNode recurring(ObjectNode body) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    body.path("recurrences").forEach(each -> all.add(rule(each)));
    body.path("weekly").forEach(each -> all.add(week(each)));
    body.remove("weekly");
    body.set("recurrences", all);
    return body;
  }

  private JsonNode week(JsonNode entry) {
    List<DayOfWeek> days = days(entry.path("days"));
    Optional<Integer> from = Times.minutes(entry.path("from").asText("00:00"));
    Optional<Integer> to = Times.minutes(entry.path("to").asText("24:00"));
    if (days.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return entry;
    }
    LocalTime opens = LocalTime.ofSecondOfDay(from.get() * 60L);
    return JsonNodeFactory.instance
        .objectNode()
        .put(START, next(Set.copyOf(days), opens))
        .put("duration", Times.length(Times.between(from.get(), to.get())))
        .put(RRULE, Rule.weekly(days).text());
  }

  static List<DayOfWeek> days(JsonNode named) {
    List<DayOfWeek> days = new ArrayList<>();
    for (JsonNode name : named) {
      for (Schedule.Day day : Schedule.Day.values()) {
        DayOfWeek same = DayOfWeek.of(day.ordinal() + 1);
        if (day.name().equals(name.asText()) && !days.contains(same)) {
          days.add(same);
        }
      }
    }
    return days;
  }

  /** A rule by the week begins anew wherever now is; of any other the date counts. */
  private JsonNode rule(JsonNode recurrence) {
    Set<DayOfWeek> days = new Rule(recurrence.path(RRULE).asText("")).plainDays();
    Optional<LocalDateTime> start = Times.local(recurrence.path(START).asText(""));
    return recurrence instanceof ObjectNode object && !days.isEmpty() && start.isPresent()
        ? object.deepCopy().put(START, next(days, start.get().toLocalTime()))
        : recurrence;
  }

  private String next(Set<DayOfWeek> days, LocalTime at) {
    LocalDate day = LocalDate.ofInstant(now, zone);
    for (int i = 0; i <= 7; i++) {
      LocalDateTime start = day.plusDays(i).atTime(at);
      if (days.contains(start.getDayOfWeek()) && !start.atZone(zone).toInstant().isBefore(now)) {
        return Times.text(start);
      }
    }
    throw new IllegalStateException("every week has every day");
  }

  /** A begin that has passed is one of now: the API takes no other. */
  private ObjectNode once(ObjectNode body) {
    body.remove("timezone");
    moment(body, START);
    moment(body, "end");
    Optional<Instant> start = Times.moment(body.path(START).asText(""), ZoneOffset.UTC);
    if (start.filter(now::isBefore).isEmpty() && (start.isPresent() || !body.hasNonNull(START))) {
      body.putNull(START);
    }
    return body;
  }

  private void moment(ObjectNode body, String field) {
    if (body.path(field).isTextual()) {
      Times.moment(body.get(field).textValue(), zone)
          .ifPresent(moment -> body.set(field, TextNode.valueOf(moment.toString())));
    }
  }
}
