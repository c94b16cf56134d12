package dev.heel.kinds.downtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.kinds.downtime.Week.Window;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Which open parts of a week are mistakes, over all weeks and not only the one of the story. */
class HoleProperties {
  private static final int DAY = 24 * 60;
  private static final int LENGTH = 7 * DAY;

  @Provide
  Arbitrary<Set<DayOfWeek>> days() {
    return Arbitraries.of(DayOfWeek.class).set().ofMinSize(1);
  }

  @Provide
  Arbitrary<List<Window>> windows() {
    Arbitrary<Window> window =
        Combinators.combine(
                days(),
                Arbitraries.integers().between(0, 95),
                Arbitraries.integers().between(1, 192))
            .as((days, opens, length) -> new Window(days, opens * 15, length * 15));
    return window.list().ofMinSize(1).ofMaxSize(4);
  }

  private static Week week(List<Window> windows) {
    return Week.of(ZoneOffset.UTC, windows);
  }

  private static Set<DayOfWeek> daysWith(Predicate<DayOfWeek> wanted) {
    Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
    days.removeIf(wanted.negate());
    return days;
  }

  /** Nights before and after each working day, and all of each other day. */
  private static List<Window> offDuty(Set<DayOfWeek> working, int evening, int night) {
    Set<DayOfWeek> evenings = daysWith(d -> working.contains(d) || working.contains(d.plus(1)));
    Set<DayOfWeek> off = daysWith(day -> !working.contains(day));
    return List.of(new Window(evenings, evening, night), new Window(off, 0, DAY));
  }

  @Property
  void everyNightAndEveryDayOffLeavesNothing(
      @ForAll("days") Set<DayOfWeek> working,
      @ForAll @IntRange(min = 13, max = 23) int evening,
      @ForAll @IntRange(min = 1, max = 12) int morning) {
    Assume.that(working.size() < 7);
    int night = (24 - evening + morning) * 60;
    assertThat(week(offDuty(working, evening * 60, night)).holes()).isEmpty();
  }

  /**
   * The rule of the story: of the nights before a working day, the one of a day off is forgotten.
   */
  @Property
  void theForgottenNightIsFoundAndNamed(
      @ForAll("days") Set<DayOfWeek> working,
      @ForAll @IntRange(min = 13, max = 23) int evening,
      @ForAll @IntRange(min = 1, max = 12) int morning) {
    Set<DayOfWeek> forgotten = daysWith(d -> !working.contains(d) && working.contains(d.plus(1)));
    Assume.that(working.size() - forgotten.size() >= 2);
    int night = (24 - evening + morning) * 60;
    List<Window> all = offDuty(working, evening * 60, night);
    for (DayOfWeek day : forgotten) {
      Set<DayOfWeek> fewer = daysWith(d -> all.get(0).days().contains(d) && d != day);
      Week week = week(List.of(new Window(fewer, evening * 60, night), all.get(1)));
      int from = day.plus(1).ordinal() * DAY;
      assertThat(Hole.in(week))
          .containsExactly(new Hole(new Week.Span(from, from + morning * 60), 0, day, day.plus(1)));
    }
  }

  /** Whoever mutes only nights, or only lunch, wants to hear the rest. */
  @Property
  void oneWindowShorterThanDayHasNoHole(
      @ForAll("days") Set<DayOfWeek> days,
      @ForAll @IntRange(max = DAY - 1) int opens,
      @ForAll @IntRange(min = 1, max = DAY - 1) int minutes) {
    assertThat(week(List.of(new Window(days, opens, minutes))).holes()).isEmpty();
  }

  @Property
  void holesAreOpenAndTheMissingWindowFillsThemAndNothingElse(
      @ForAll("windows") List<Window> windows) {
    Week week = week(windows);
    for (Hole hole : Hole.in(week)) {
      Set<Integer> open = minutes(week);
      Set<Integer> inHole =
          IntStream.range(hole.span().from(), hole.span().to())
              .mapToObj(minute -> minute % LENGTH)
              .collect(Collectors.toSet());
      assertThat(open).containsAll(inHole);
      List<Window> mended = new ArrayList<>(windows);
      Window window = windows.get(hole.window());
      Set<DayOfWeek> more = daysWith(day -> window.days().contains(day) || day == hole.missing());
      mended.set(hole.window(), new Window(more, window.opens(), window.minutes()));
      open.removeAll(inHole);
      assertThat(minutes(week(mended))).isEqualTo(open);
    }
  }

  private static Set<Integer> minutes(Week week) {
    return IntStream.range(0, LENGTH)
        .filter(minute -> !week.isMuted(minute))
        .boxed()
        .collect(Collectors.toSet());
  }

  /** Nothing is special about Monday: a week that begins on another day has the same holes. */
  @Property
  void holesTurnWithTheWeek(
      @ForAll("windows") List<Window> windows, @ForAll @IntRange(max = 6) int by) {
    Set<Week.Span> turned =
        week(windows).holes().stream()
            .map(hole -> hole.from() + by * DAY)
            .map(from -> from % LENGTH)
            .map(from -> new Week.Span(from, from))
            .collect(Collectors.toSet());
    List<Window> later =
        windows.stream()
            .map(
                window ->
                    new Window(
                        daysWith(day -> window.days().contains(day.minus(by))),
                        window.opens(),
                        window.minutes()))
            .toList();
    assertThat(week(later).holes().stream().map(h -> new Week.Span(h.from(), h.from())))
        .containsExactlyInAnyOrderElementsOf(turned);
  }
}
