package dev.heel.kinds.monitor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.problem.TimeZones;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code scheduling_options}: cumulative windows and schedules. */
final class ScheduleChecks {
  static final String SCHEDULE = "monitor-schedule";

  private static final String WINDOW = "scheduling_options/evaluation_window";
  private static final String CUSTOM = "scheduling_options/custom_schedule";
  private static final String RECURRENCES = CUSTOM + "/recurrences";
  private static final Pattern FREQUENCY =
      Pattern.compile("(^|;)FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY|SECONDLY)(;|$)");
  private static final Pattern FOREIGN = Pattern.compile("\\b(DTSTART|DTEND|DURATION)\\b");

  private ScheduleChecks() {}

  /** A timezone beside hour_starts is taken (recorded). */
  static List<Problem> oneStartOfTheWindow(Monitor monitor) {
    boolean others =
        Stream.of("day_starts", "month_starts").anyMatch(name -> monitor.has(WINDOW + "/" + name));
    return monitor.has(WINDOW + "/hour_starts") && others
        ? List.of(
            monitor.warning(
                SCHEDULE,
                Monitor.option(WINDOW + "/hour_starts"),
                "hour_starts does not go with day_starts and month_starts",
                "Keep hourStarts for a window within the hour, the others for days and months."))
        : List.of();
  }

  static List<Problem> startNeedsCumulativeWindow(Monitor monitor) {
    boolean cumulative =
        monitor
            .query()
            .metricWindow()
            .filter(window -> window.text().startsWith("current_"))
            .isPresent();
    return monitor.has(WINDOW)
            && !monitor.value(WINDOW).isEmpty()
            && monitor.type() == MonitorType.METRIC
            && monitor.query().isRead()
            && !cumulative
        ? List.of(
            monitor.warning(
                SCHEDULE,
                Monitor.option(WINDOW),
                "evaluation_window counts for cumulative windows only, and the query has none",
                "Use current_1h, current_1d or current_1mo in the query, or take it out."))
        : List.of();
  }

  static List<Problem> timeZonesExist(Monitor monitor) {
    List<String> places = new ArrayList<>(List.of(WINDOW + "/timezone"));
    for (int i = 0; i < monitor.value(RECURRENCES).size(); i++) {
      places.add(RECURRENCES + "/" + i + "/timezone");
    }
    return places.stream()
        .filter(
            place ->
                !monitor.text(place).isEmpty() && TimeZones.find(monitor.text(place)).isEmpty())
        .map(
            place ->
                monitor.error(
                    TimeZones.RULE,
                    Monitor.option(place),
                    TimeZones.unknown(place, monitor.text(place)),
                    TimeZones.REMEDY))
        .toList();
  }

  static List<Problem> scheduleIsOneRecurrence(Monitor monitor) {
    JsonNode recurrences = monitor.value(RECURRENCES);
    if (!monitor.has(CUSTOM)) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    if (!recurrences.isArray() || recurrences.size() != 1) {
      problems.add(
          monitor.warning(
              SCHEDULE,
              Monitor.option(recurrences.isMissingNode() ? CUSTOM : RECURRENCES),
              "a custom schedule has exactly one recurrence",
              "Join them in one rule, such as FREQ=DAILY;BYHOUR=8,20."));
    }
    for (int i = 0; i < recurrences.size(); i++) {
      rule(monitor, RECURRENCES + "/" + i + "/rrule", problems);
    }
    if (monitor.isTrue("require_full_window")) {
      problems.add(
          monitor.warning(
              SCHEDULE,
              Monitor.option("require_full_window"),
              "require_full_window does not count with a custom schedule",
              "Set it false or take it out."));
    }
    return problems;
  }

  private static void rule(Monitor monitor, String place, List<Problem> problems) {
    String rule = monitor.text(place).toUpperCase(Locale.ROOT);
    if (!rule.isEmpty() && !FREQUENCY.matcher(rule).find()) {
      problems.add(
          monitor.warning(
              SCHEDULE,
              Monitor.option(place),
              "the rule does not say how often: it lacks FREQ",
              "Write it as RFC 5545 has it, such as FREQ=WEEKLY;BYDAY=MO."));
    }
    if (FOREIGN.matcher(rule).find()) {
      problems.add(
          monitor.warning(
              SCHEDULE,
              Monitor.option(place),
              "DTSTART, DTEND and DURATION do not belong in the rule",
              "Put the beginning into start."));
    }
  }
}
