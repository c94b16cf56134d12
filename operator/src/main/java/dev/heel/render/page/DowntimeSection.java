package dev.heel.render.page;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.downtime.Week;
import dev.heel.kinds.downtime.Week.Span;
import dev.heel.render.Body;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The week that the downtimes of one monitor mute together, with its holes.
 *
 * @param now from when on changes of clocks are told, for a year
 */
record DowntimeSection(Html html, Instant now) {
  private static final int DAY = 24 * 60;
  private static final Pattern DAYS =
      Pattern.compile("^FREQ=WEEKLY;(?:INTERVAL=1;)?BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,..)*)$");
  private static final Map<String, String> DAY_NAMES =
      Stream.of(DayOfWeek.values())
          .collect(toMap(day -> day.name().substring(0, 2), DowntimeSection::shortName));

  private static String shortName(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  /**
   * @param muted what they mute: a monitor's name, or tags
   */
  void write(String muted, List<Body> downtimes) {
    html.open("section");
    html.line("h3", muted);
    html.open("ul", "class", "downtimes");
    downtimes.forEach(this::downtime);
    html.close();
    List<Week> weeks = downtimes.stream().flatMap(each -> week(each).stream()).toList();
    Optional<Week> together = Week.together(weeks);
    together.ifPresent(this::week);
    if (together.isEmpty() && weeks.size() > 1) {
      html.line(
          "p", "They are of several time zones, so that no one week shows them.", "class", "why");
    }
    html.close();
  }

  private static Optional<Week> week(Body body) {
    return Week.of(body.object().path("schedule"));
  }

  private void downtime(Body body) {
    JsonNode downtime = body.object();
    html.open("li", "id", Anchors.of(body)).line("strong", body.name());
    html.text(" " + times(downtime.path("schedule")));
    String scope = downtime.path("scope").asText("*");
    html.text(scope.equals("*") ? "" : ", only " + scope);
    html.close();
  }

  private static String times(JsonNode schedule) {
    List<String> windows = new ArrayList<>();
    schedule.path("recurrences").forEach(each -> windows.add(window(each)));
    if (!windows.isEmpty()) {
      return String.join("; ", windows) + "; " + schedule.path("timezone").asText("UTC");
    }
    return "from "
        + schedule.path("start").asText("now")
        + (schedule.hasNonNull("end") ? " to " + schedule.get("end").asText() : " until cancelled");
  }

  /** {@code Sun, Mon at 19:00 for 14h}; any other rule as it is written. */
  private static String window(JsonNode recurrence) {
    String rule = recurrence.path("rrule").asText("");
    String start = recurrence.path("start").asText("");
    int clock = start.indexOf('T') + 1;
    Matcher days = DAYS.matcher(rule);
    String when =
        days.find()
            ? Stream.of(days.group(1).split(",")).map(DAY_NAMES::get).collect(joining(", "))
            : rule;
    return "%s at %s for %s"
        .formatted(
            when,
            start.substring(clock, Math.min(start.length(), clock + 5)),
            recurrence.path("duration").asText(""));
  }

  private void week(Week week) {
    html.open("div", "class", "week", "role", "img", "aria-label", "the week, muted hours filled");
    html.open("div", "class", "hours").line("span", "0").line("span", "6").line("span", "12");
    html.line("span", "18").line("span", "24").close();
    for (DayOfWeek day : DayOfWeek.values()) {
      html.open("div", "class", "day");
      html.line("b", shortName(day)).open("div");
      week.muted().forEach(span -> bar(span, day, "muted"));
      week.holes().forEach(span -> bar(span, day, "hole"));
      html.close().close();
    }
    html.close();
    html.open("p", "class", "key").empty("i", "class", "muted").text(" muted ");
    html.empty("i", "class", "open").text(" open ").empty("i", "class", "hole");
    html.text(" open, and probably forgotten; clock of " + week.zone()).close();
    week.holes()
        .forEach(hole -> html.line("p", "Nothing mutes it " + hole.words() + ".", "class", "bad"));
    clocks(week);
  }

  private void bar(Span span, DayOfWeek day, String kind) {
    int from = Math.max(span.from(), day.ordinal() * DAY) - day.ordinal() * DAY;
    int to = Math.min(span.to(), (day.ordinal() + 1) * DAY) - day.ordinal() * DAY;
    if (from < to) {
      html.empty(
          "i",
          "class",
          kind,
          "style",
          "left:%s%%;width:%s%%".formatted(part(from), part(to - from)));
    }
  }

  private static String part(int minutes) {
    return Curve.number(100.0 * minutes / DAY);
  }

  /** Those of the year to come. */
  private void clocks(Week week) {
    int year = now.atZone(week.zone()).getYear();
    Stream.of(year, year + 1)
        .flatMap(each -> week.clockChanges(each).stream())
        .filter(change -> change.getInstant().isAfter(now))
        .filter(change -> change.getInstant().isBefore(now.plus(Duration.ofDays(365))))
        .forEach(
            change ->
                html.line(
                    "p",
                    "The window on %s ends an hour %s by the clock: clocks change in it."
                        .formatted(
                            change.getDateTimeBefore().toLocalDate(),
                            change.isGap() ? "later" : "earlier"),
                    "class",
                    "why"));
  }
}
