package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.problem.TimeZones;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What downtimes mute of every week, by the clock of their zone. Pure; nothing of dates or of
 * one-time downtimes is in it.
 *
 * @param zone whose clock it is
 * @param windows as they were said
 * @param muted spans that do not touch, in order
 */
public record Week(ZoneId zone, List<Window> windows, List<Span> muted) {
  static final int DAY = 24 * 60;
  static final int LENGTH = 7 * DAY;
  private static final String HOURS =
      "       0     6     12    18   24      = muted   . open      ";

  /**
   * What opens on some days at the same time.
   *
   * @param days those on which it opens
   * @param opens minutes since midnight
   * @param minutes how long it stays open
   */
  public record Window(Set<DayOfWeek> days, int opens, int minutes) {
    /** What it mutes if it opens on that day; its end may be past the week's length. */
    Span on(DayOfWeek day) {
      int from = day.ordinal() * DAY + opens;
      return new Span(from, from + minutes);
    }
  }

  /**
   * A part of the week.
   *
   * @param from minutes since Monday 00:00
   * @param to where it ends, after from
   */
  public record Span(int from, int to) {
    /** The day that it begins on. */
    public DayOfWeek day() {
      return DayOfWeek.of(from / DAY + 1);
    }

    /** The day that it ends on; the one before if it ends at midnight. */
    DayOfWeek lastDay() {
      return DayOfWeek.of((to - 1) / DAY % 7 + 1);
    }

    /** {@code Monday 00:00 to 09:00}; names the second day if it ends on another one. */
    public String words() {
      String last =
          to - from > DAY || (to - 1) / DAY != from / DAY ? dayName(to % LENGTH) + " " : "";
      String end = last.isEmpty() && to % DAY == 0 ? "24:00" : clock(to);
      return dayName(from) + " " + clock(from) + " to " + last + end;
    }

    private static String dayName(int minute) {
      return name(DayOfWeek.of(minute / DAY + 1));
    }

    private static String clock(int minute) {
      return LocalTime.ofSecondOfDay(minute % DAY * 60L).toString();
    }
  }

  static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  /** The week of a schedule as the API has it; empty if it is no plain week in a known zone. */
  public static Optional<Week> of(JsonNode schedule) {
    Optional<ZoneId> zone = TimeZones.find(schedule.path("timezone").asText(""));
    List<Window> windows = new ArrayList<>();
    for (JsonNode recurrence : schedule.path("recurrences")) {
      Set<DayOfWeek> days = new Rule(recurrence.path("rrule").asText("")).plainDays();
      Optional<Duration> length = Times.length(recurrence.path("duration").asText(""));
      Optional<LocalTime> start =
          Times.local(recurrence.path("start").asText("")).map(time -> time.toLocalTime());
      if (days.isEmpty() || length.isEmpty() || start.isEmpty()) {
        return Optional.empty();
      }
      int minutes = (int) Math.min(length.get().toMinutes(), LENGTH);
      windows.add(new Window(days, start.get().toSecondOfDay() / 60, minutes));
    }
    return zone.filter(known -> !windows.isEmpty()).map(known -> of(known, windows));
  }

  /** The week of some windows. */
  static Week of(ZoneId zone, List<Window> windows) {
    List<Span> spans = new ArrayList<>();
    windows.forEach(window -> window.days().forEach(day -> add(spans, window.on(day))));
    return new Week(zone, List.copyOf(windows), merged(spans));
  }

  /**
   * What all of them mute together, their windows one after the other; empty unless there are any
   * and all are of one zone.
   */
  public static Optional<Week> together(List<Week> weeks) {
    Set<ZoneId> zones = new LinkedHashSet<>(weeks.stream().map(Week::zone).toList());
    List<Window> all = weeks.stream().flatMap(week -> week.windows().stream()).toList();
    return zones.size() == 1 ? Optional.of(of(zones.iterator().next(), all)) : Optional.empty();
  }

  private static void add(List<Span> spans, Span span) {
    spans.add(new Span(span.from(), Math.min(span.to(), LENGTH)));
    if (span.to() > LENGTH) {
      spans.add(new Span(0, span.to() - LENGTH));
    }
  }

  private static List<Span> merged(List<Span> spans) {
    List<Span> merged = new ArrayList<>();
    for (Span span : spans.stream().sorted(Comparator.comparingInt(Span::from)).toList()) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).to() >= span.from()) {
        Span before = merged.get(last);
        merged.set(last, new Span(before.from(), Math.max(before.to(), span.to())));
      } else {
        merged.add(span);
      }
    }
    return List.copyOf(merged);
  }

  /** The parts of the week that nothing mutes, in order; none goes over the end of Sunday. */
  public List<Span> open() {
    List<Span> open = new ArrayList<>();
    int from = 0;
    for (Span span : muted) {
      if (span.from() > from) {
        open.add(new Span(from, span.from()));
      }
      from = span.to();
    }
    if (from < LENGTH) {
      open.add(new Span(from, LENGTH));
    }
    return open;
  }

  /**
   * Parts that are open although all says that they were meant to be muted, in order: at the edge
   * of whole muted days, before or after the hours that other open days have, and such that one of
   * the windows fills them if it opens on one day more. Nights of the working days and the whole
   * weekend leave Monday from 00:00 to the morning, since the night that ends on Monday opens on
   * Sunday. One may go over the end of Sunday; then its end is past the week's length.
   */
  public List<Span> holes() {
    return Hole.in(this).stream().map(Hole::span).toList();
  }

  /**
   * The windows in which clocks change in a year: a window has a fixed length, so that it ends an
   * hour earlier or later by the clock. In order; empty where clocks stay as they are.
   */
  public List<ZoneOffsetTransition> clockChanges(int year) {
    return zone.getRules().getTransitionRules().stream()
        .map((ZoneOffsetTransitionRule rule) -> rule.createTransition(year))
        .filter(change -> mutes(change))
        .sorted()
        .toList();
  }

  private boolean mutes(ZoneOffsetTransition change) {
    int minute =
        (change.getDateTimeBefore().getDayOfWeek().ordinal() * DAY)
            + change.getDateTimeBefore().toLocalTime().toSecondOfDay() / 60;
    return isMuted(minute - 1 < 0 ? LENGTH - 1 : minute - 1);
  }

  /** Whether a minute, counted from Monday 00:00, is muted. */
  public boolean isMuted(int minute) {
    return muted.stream().anyMatch(span -> span.from() <= minute && minute < span.to());
  }

  /**
   * Eight lines: a scale, and an hour a sign for each day; an hour counts if all of it is muted.
   */
  public List<String> drawn() {
    List<String> lines = new ArrayList<>(List.of(HOURS + zone));
    for (Schedule.Day day : Schedule.Day.values()) {
      StringBuilder line = new StringBuilder("  " + day + "  ");
      IntStream.range(0, 24)
          .map(hour -> day.ordinal() * DAY + hour * 60)
          .forEach(hour -> line.append(isWholeHourMuted(hour) ? '=' : '.'));
      lines.add(line.toString());
    }
    return lines;
  }

  private boolean isWholeHourMuted(int minute) {
    return muted.stream().anyMatch(span -> span.from() <= minute && minute + 60 <= span.to());
  }
}
