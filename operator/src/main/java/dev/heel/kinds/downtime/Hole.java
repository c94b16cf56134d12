package dev.heel.kinds.downtime;

import dev.heel.kinds.downtime.Week.Span;
import dev.heel.kinds.downtime.Week.Window;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of a week that people forgot to mute, and what they forgot.
 *
 * @param span what is open
 * @param window which of the week's windows mutes it and nothing else that is open, if it opens on
 *     one day more
 * @param missing that day
 * @param closes the day on which that window closes, often the next one
 */
record Hole(Span span, int window, DayOfWeek missing, DayOfWeek closes) {
  private static final int DAY = Week.DAY;
  private static final int LENGTH = Week.LENGTH;

  /** So many other days must begin or end alike before one is said to be different. */
  private static final int USUAL = 2;

  /** All of a week, in order. */
  static List<Hole> in(Week week) {
    List<Span> open = whole(week.open());
    List<Hole> holes = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      Stream.concat(early(open, i).stream(), late(open, i).stream())
          .map(span -> filled(week, span))
          .flatMap(Optional::stream)
          .forEach(holes::add);
    }
    return holes;
  }

  /** What goes over the end of Sunday is one part. */
  private static List<Span> whole(List<Span> open) {
    List<Span> whole = new ArrayList<>(open);
    int last = whole.size() - 1;
    if (last > 0 && whole.get(0).from() == 0 && whole.get(last).to() == LENGTH) {
      Span end = whole.remove(last);
      whole.add(new Span(end.from(), LENGTH + whole.remove(0).to()));
    }
    return whole;
  }

  /** The part after muted days until the time at which other days open. */
  private static Optional<Span> early(List<Span> open, int i) {
    Span span = open.get(i);
    Span before = open.get(Math.floorMod(i - 1, open.size()));
    int end = before.to() > span.from() ? before.to() - LENGTH : before.to();
    return hasWholeDay(end, span.from())
        ? usual(open, i, Span::from, time -> Math.floorMod(time - span.from(), DAY))
            .map(time -> span.from() + Math.floorMod(time - span.from(), DAY))
            .filter(to -> to > span.from() && to < span.to())
            .map(to -> new Span(span.from(), to))
        : Optional.empty();
  }

  /** The part before muted days from the time at which other days end. */
  private static Optional<Span> late(List<Span> open, int i) {
    Span span = open.get(i);
    Span after = open.get((i + 1) % open.size());
    int start = after.from() < span.to() ? after.from() + LENGTH : after.from();
    return hasWholeDay(span.to(), start)
        ? usual(open, i, Span::to, time -> Math.floorMod(span.to() - time, DAY))
            .map(time -> span.to() - Math.floorMod(span.to() - time, DAY))
            .filter(from -> from < span.to() && from > span.from())
            .map(from -> new Span(from % LENGTH, from % LENGTH + span.to() - from))
        : Optional.empty();
  }

  private static boolean hasWholeDay(int from, int to) {
    return Math.floorDiv(from + DAY - 1, DAY) * DAY + DAY <= to;
  }

  /** The time of day at which most of the others have their edge; of equals the nearest. */
  private static Optional<Integer> usual(
      List<Span> open, int own, ToIntFunction<Span> edge, IntUnaryOperator distance) {
    Map<Integer, Long> counts =
        IntStream.range(0, open.size())
            .filter(i -> i != own)
            .mapToObj(i -> edge.applyAsInt(open.get(i)) % DAY)
            .collect(Collectors.groupingBy(time -> time, Collectors.counting()));
    return counts.entrySet().stream()
        .filter(each -> each.getValue() >= USUAL)
        .max(
            Map.Entry.<Integer, Long>comparingByValue()
                .thenComparing(each -> -distance.applyAsInt(each.getKey())))
        .map(Map.Entry::getKey);
  }

  private static Optional<Hole> filled(Week week, Span span) {
    for (int i = 0; i < week.windows().size(); i++) {
      Window window = week.windows().get(i);
      for (DayOfWeek day : DayOfWeek.values()) {
        if (!window.days().contains(day) && fills(week, window.on(day), span)) {
          return Optional.of(new Hole(span, i, day, window.on(day).lastDay()));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether all of a window that is not muted already is the hole. */
  private static boolean fills(Week week, Span window, Span hole) {
    if (window.to() - window.from() > LENGTH) {
      return false;
    }
    for (int shift : new int[] {-LENGTH, 0, LENGTH}) {
      int from = hole.from() + shift;
      int to = hole.to() + shift;
      if (window.from() <= from && to <= window.to()) {
        return isMuted(week, window.from(), from) && isMuted(week, to, window.to());
      }
    }
    return false;
  }

  private static boolean isMuted(Week week, int from, int to) {
    if (from >= to) {
      return true;
    }
    int start = Math.floorMod(from, LENGTH);
    int end = start + to - from;
    return end <= LENGTH
        ? isInOne(week, start, end)
        : isInOne(week, start, LENGTH) && isInOne(week, 0, end - LENGTH);
  }

  private static boolean isInOne(Week week, int from, int to) {
    return week.muted().stream().anyMatch(span -> span.from() <= from && to <= span.to());
  }
}
