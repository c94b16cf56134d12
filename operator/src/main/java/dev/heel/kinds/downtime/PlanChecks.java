package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.problem.TimeZones;
import dev.heel.engine.read.ValueWords;
import dev.heel.resource.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A downtime's schedule: by the week, by rules, or once. */
final class PlanChecks {
  static final String SCHEDULE = "downtime-schedule";
  static final String HOURS = "downtime-hours";
  static final String UNQUOTED = "downtime-unquoted-time";
  static final String RULE = "downtime-rule";
  static final String TIME = "downtime-time";

  private static final String PLAN = "/schedule";
  private static final String WEEKLY = "/schedule/weekly";
  private static final String RECURRENCES = "/schedule/recurrences";
  private static final int DAY = 24 * 60;

  private PlanChecks() {}

  static List<Problem> oneSchedule(Draft draft) {
    long ways =
        Stream.of(
                draft.has(WEEKLY),
                draft.has(RECURRENCES),
                draft.has("/schedule/start") || draft.has("/schedule/end"))
            .filter(said -> said)
            .count();
    return ways <= 1
        ? List.of()
        : List.of(
            error(
                draft,
                SCHEDULE,
                PLAN,
                "more than one schedule is given",
                "Keep one of weekly, recurrences, and start/end; make two downtimes for two."));
  }

  static List<Problem> recurringHasItsZone(Draft draft) {
    boolean recurring = draft.has(WEEKLY) || draft.has(RECURRENCES);
    return recurring
            && !draft.has("/schedule/timezone")
            && !draft.isUnreadable("/schedule/timezone")
        ? List.of(
            error(
                draft,
                SCHEDULE,
                PLAN,
                "a recurring downtime needs its timezone",
                "Set schedule.timezone, such as Europe/Paris."))
        : List.of();
  }

  static List<Problem> hoursComeTogether(Draft draft) {
    return each(draft, WEEKLY)
        .filter(at -> draft.has(at + "/from") != draft.has(at + "/to"))
        .filter(at -> !draft.isUnreadable(at + "/from") && !draft.isUnreadable(at + "/to"))
        .map(
            at ->
                error(
                    draft,
                    HOURS,
                    at,
                    "from and to come together",
                    "Say both, or leave both out for whole days."))
        .toList();
  }

  static List<Problem> hoursAreTimes(Draft draft) {
    return each(draft, WEEKLY)
        .flatMap(at -> Stream.of(at + "/from", at + "/to"))
        .filter(at -> draft.has(at) && Times.minutes(draft.text(at)).isEmpty())
        .map(
            at ->
                error(
                    draft,
                    HOURS,
                    at,
                    said(draft, at) + "is no time of day",
                    "Write it as \"09:00\" or \"19:30\", in quotes."))
        .toList();
  }

  /** YAML 1.1 counts in sixties: to many of its readers 19:00 without quotes is 1140. */
  static List<Problem> hoursAreQuoted(Draft draft) {
    List<Problem> problems = new ArrayList<>();
    JsonNode spec = draft.resource().getSpec();
    JsonNode weekly = spec == null ? null : spec.at(WEEKLY);
    for (int i = 0; weekly != null && weekly.isArray() && i < weekly.size(); i++) {
      for (String hour : List.of("from", "to")) {
        JsonNode value = weekly.get(i).path(hour);
        if (value.isIntegralNumber() && value.asLong() >= 0 && value.asLong() <= DAY) {
          problems.add(unquoted("/spec" + WEEKLY + "/" + i + "/" + hour, value.asInt()));
        }
      }
    }
    return problems;
  }

  private static Problem unquoted(String at, int minutes) {
    String meant = "%02d:%02d".formatted(minutes / 60, minutes % 60);
    return Problem.error(
        UNQUOTED,
        at,
        "some YAML readers make a number of a time without quotes: %s is %d"
            .formatted(meant, minutes),
        "Write \"" + meant + "\" in quotes.");
  }

  static List<Problem> rulesAreReadable(Draft draft) {
    List<Problem> problems = new ArrayList<>();
    each(draft, RECURRENCES)
        .map(at -> at + "/rrule")
        .filter(at -> !draft.isUnreadable(at))
        .forEach(at -> rule(draft, at).ifPresent(problems::add));
    return problems;
  }

  private static Optional<Problem> rule(Draft draft, String at) {
    Rule rule = new Rule(draft.text(at));
    Optional<String> foreign = rule.foreignPart();
    if (foreign.isPresent()) {
      return Optional.of(
          error(
              draft,
              RULE,
              at,
              foreign.get() + " does not belong in rrule",
              "Put the begin into start and the length into duration."));
    }
    return rule.fault()
        .map(
            fault ->
                error(
                    draft,
                    RULE,
                    at,
                    "rrule cannot be read: " + unstopped(fault),
                    "Write it as RFC 5545 has it, such as FREQ=WEEKLY;BYDAY=MO."));
  }

  private static String unstopped(String sentence) {
    String words = ValueWords.shortened(sentence).strip();
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }

  static List<Problem> beginsAreLocal(Draft draft) {
    return each(draft, RECURRENCES)
        .map(at -> at + "/start")
        .filter(at -> !draft.isUnreadable(at) && Times.local(draft.text(at)).isEmpty())
        .map(
            at ->
                error(
                    draft,
                    TIME,
                    at,
                    "start must be a date and a time by the clock of its zone",
                    "Write it without offset: 2026-11-22T19:00."))
        .toList();
  }

  static List<Problem> lengthsAreReadable(Draft draft) {
    return each(draft, RECURRENCES)
        .map(at -> at + "/duration")
        .filter(at -> !draft.isUnreadable(at) && Times.length(draft.text(at)).isEmpty())
        .map(
            at ->
                error(
                    draft,
                    TIME,
                    at,
                    "duration must be a whole number and m, h, d or w",
                    "Write it like 90m, 14h or 2d."))
        .toList();
  }

  static List<Problem> onceIsInOrder(Draft draft) {
    ZoneId zone = TimeZones.find(draft.text("/schedule/timezone")).orElse(ZoneOffset.UTC);
    List<Problem> problems = new ArrayList<>();
    for (String at : List.of("/schedule/start", "/schedule/end")) {
      if (draft.has(at) && Times.moment(draft.text(at), zone).isEmpty()) {
        problems.add(
            error(
                draft,
                TIME,
                at,
                said(draft, at) + "is no time",
                "Write it as 2026-12-24T18:00, in the schedule's timezone, or with Z."));
      }
    }
    Optional<Instant> start = Times.moment(draft.text("/schedule/start"), zone);
    Optional<Instant> end = Times.moment(draft.text("/schedule/end"), zone);
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      problems.add(
          error(draft, TIME, "/schedule/end", "it ends before it starts", "Exchange the two."));
    }
    return problems;
  }

  /** The field and what it says, as the begin of a sentence. */
  private static String said(Draft draft, String at) {
    String field = at.substring(at.lastIndexOf('/') + 1);
    return "%s cannot be \"%s\": it ".formatted(field, ValueWords.shortened(draft.text(at)));
  }

  private static Stream<String> each(Draft draft, String list) {
    JsonNode items = draft.at(list);
    return IntStream.range(0, items.isArray() ? items.size() : 0).mapToObj(i -> list + "/" + i);
  }

  private static Problem error(
      Draft draft, String rule, String pointer, String message, String remedy) {
    return DowntimeChecks.error(draft, rule, pointer, message, remedy);
  }
}
