package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What downtimes mute of every week, by the clock of their zone. Pure; nothing of dates or of
 * one-time downtimes is in it.
 *
 * @param zone whose clock it is
 * @param muted spans that do not touch, in order
 */
public record Week(ZoneId zone, List<Span> muted) {
  private static final int DAY = 24 * 60;
  private static final int LENGTH = 7 * DAY;
  private static final String HOURS =
      "       0     6     12    18   24      = muted   . open      ";

  /**
   * A part of the week.
   *
   * @param from minutes since Monday 00:00
   * @param to where it ends, at most the week's length and after from
   */
  public record Span(int from, int to) {
    /** The day that it begins on. */
    public DayOfWeek day() {
      return DayOfWeek.of(from / DAY + 1);
    }

    /** {@code Monday 00:00 to 09:00}; names the second day if it ends on another one. */
    public String words() {
      String last =
          to - from > DAY || (to - 1) / DAY != from / DAY ? dayName(to % LENGTH) + " " : "";
      String end = last.isEmpty() && to % DAY == 0 ? "24:00" : clock(to);
      return dayName(from) + " " + clock(from) + " to " + last + end;
    }

    private static String dayName(int minute) {
      String name = DayOfWeek.of(minute / DAY + 1).name();
      return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String clock(int minute) {
      return LocalTime.ofSecondOfDay(minute % DAY * 60L).toString();
    }
  }

  /** The week of a schedule as the API has it; empty if it is no plain week in a known zone. */
  public static Optional<Week> of(JsonNode schedule) {
    Optional<ZoneId> zone = Times.zone(schedule.path("timezone").asText(""));
    List<Span> spans = new ArrayList<>();
    for (JsonNode recurrence : schedule.path("recurrences")) {
      Set<DayOfWeek> days = new Rule(recurrence.path("rrule").asText("")).plainDays();
      Optional<Duration> length = Times.length(recurrence.path("duration").asText(""));
      Optional<LocalTime> start =
          Times.local(recurrence.path("start").asText("")).map(time -> time.toLocalTime());
      if (days.isEmpty() || length.isEmpty() || start.isEmpty()) {
        return Optional.empty();
      }
      int opens = start.get().toSecondOfDay() / 60;
      days.forEach(day -> add(spans, day.ordinal() * DAY + opens, (int) length.get().toMinutes()));
    }
    return zone.filter(known -> !spans.isEmpty()).map(known -> new Week(known, merged(spans)));
  }

  /** What all of them mute together; empty unless there are any and all are of one zone. */
  public static Optional<Week> together(List<Week> weeks) {
    Set<ZoneId> zones = new LinkedHashSet<>(weeks.stream().map(Week::zone).toList());
    List<Span> all = weeks.stream().flatMap(week -> week.muted().stream()).toList();
    return zones.size() == 1
        ? Optional.of(new Week(zones.iterator().next(), merged(all)))
        : Optional.empty();
  }

  private static void add(List<Span> spans, int from, int minutes) {
    int to = from + Math.min(minutes, LENGTH);
    spans.add(new Span(from, Math.min(to, LENGTH)));
    if (to > LENGTH) {
      spans.add(new Span(0, to - LENGTH));
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
   * Open parts that look forgotten: most open days share their hours, and one is open for longer.
   * Nights on weekdays and the whole weekend leave Monday from 00:00 to the morning, since the
   * night that ends on Monday opens on Sunday. Empty if no hours are usual.
   */
  public List<Span> holes() {
    Optional<Span> usual = usualHours();
    return usual.isEmpty()
        ? List.of()
        : open().stream().flatMap(span -> beyond(span, usual.get()).stream()).toList();
  }

  /** The hours, as a span of a Monday, that more than half of the open parts have. */
  private Optional<Span> usualHours() {
    Map<Span, Integer> counts = new HashMap<>();
    List<Span> open = open();
    open.forEach(span -> counts.merge(hours(span), 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(each -> each.getValue() >= 2 && 2 * each.getValue() > open.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Span hours(Span span) {
    int day = span.from() / DAY * DAY;
    return new Span(span.from() - day, span.to() - day);
  }

  private static List<Span> beyond(Span span, Span usual) {
    int day = span.from() / DAY * DAY;
    int from = day + usual.from();
    int to = day + usual.to();
    if (span.from() > from || span.to() < to) {
      return List.of();
    }
    List<Span> beyond = new ArrayList<>();
    if (span.from() < from) {
      beyond.add(new Span(span.from(), from));
    }
    if (span.to() > to) {
      beyond.add(new Span(to, span.to()));
    }
    return beyond;
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
