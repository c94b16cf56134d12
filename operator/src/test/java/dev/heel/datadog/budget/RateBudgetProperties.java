package dev.heel.datadog.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.datadog.Calls;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Call.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The budget against a counting server, with calls that overlap and answers that come late. */
class RateBudgetProperties {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00.250Z");
  private static final Call CALL = Calls.of(Method.POST);

  /**
   * One try.
   *
   * @param waitMs after the last try
   * @param thereMs until the server counts it
   * @param backMs until the answer is here
   * @param lost whether the answer has no headers
   */
  record Try(int waitMs, int thereMs, int backMs, boolean lost) {}

  private record Due(Instant at, Runnable event) {}

  private final PriorityQueue<Due> events = new PriorityQueue<>(Comparator.comparing(Due::at));
  private final MovableClock clock = new MovableClock(START);

  @Provide
  Arbitrary<List<Try>> answered() {
    return tries(Arbitraries.just(false));
  }

  @Provide
  Arbitrary<List<Try>> tries() {
    return tries(Arbitraries.integers().between(0, 9).map(n -> n == 0));
  }

  private static Arbitrary<List<Try>> tries(Arbitrary<Boolean> lost) {
    Arbitrary<Integer> wait =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(0, 200)),
            Tuple.of(1, Arbitraries.integers().between(200, 15_000)));
    Arbitrary<Integer> travel = Arbitraries.integers().between(0, 6_000);
    return Combinators.combine(wait, travel, travel, lost).as(Try::new).list().ofMaxSize(150);
  }

  /**
   * Calls sent before the first answer are not bounded, and none is sent after them if too many.
   */
  @Property(tries = 1000)
  void noWindowSeesMoreThanTheShare(
      @ForAll("answered") List<Try> tries,
      @ForAll @IntRange(min = 1, max = 40) int limit,
      @ForAll @IntRange(min = 2, max = 60) int period,
      @ForAll @IntRange(min = 1, max = 100) int percent) {
    CountingDatadog datadog = new CountingDatadog(limit, period);
    int ignorant = run(tries, datadog, new RateBudget(percent, clock));

    assertThat(datadog.busiest()).isLessThanOrEqualTo(Math.max(share(limit, percent), ignorant));
  }

  /** A lost answer hides in which window its call was counted; it costs one call, no more. */
  @Property(tries = 500)
  void lostAnswersCostNoMoreThanThemselves(
      @ForAll("tries") List<Try> tries,
      @ForAll @IntRange(min = 1, max = 40) int limit,
      @ForAll @IntRange(min = 2, max = 60) int period) {
    CountingDatadog datadog = new CountingDatadog(limit, period);
    int ignorant = run(tries, datadog, new RateBudget(50, clock));

    long lost = tries.stream().filter(Try::lost).count();
    assertThat((long) datadog.busiest())
        .isLessThanOrEqualTo(Math.max(share(limit, 50), ignorant) + lost);
  }

  /** Strictness that let nothing through would pass the property above. */
  @Property(tries = 200)
  void aBusyProcessGetsItsWholeShareOfEachWindow(
      @ForAll @IntRange(min = 1, max = 40) int limit,
      @ForAll @IntRange(min = 2, max = 60) int period,
      @ForAll @IntRange(min = 1, max = 100) int percent) {
    CountingDatadog datadog = new CountingDatadog(limit, period);
    RateBudget budget = new RateBudget(percent, clock);
    int share = share(limit, percent);
    for (int i = 0; i < 6 * share; i++) {
      budget.ask(CALL).map(Wait::until).ifPresent(clock::moveTo);
      RateBudget.Ticket ticket = budget.begin(CALL).orElseThrow();
      budget.end(ticket, 200, datadog.arrive(clock.instant()));
    }
    long last = datadog.window(clock.instant());
    for (long window = last - 4; window < last; window++) {
      assertThat(datadog.arrivalsIn(window)).isEqualTo(share);
    }
  }

  @Property(tries = 300)
  void theMomentToldLiesAheadAndStays(
      @ForAll("tries") List<Try> tries,
      @ForAll @IntRange(min = 1, max = 10) int limit,
      @ForAll @Size(max = 10) List<@IntRange(min = 0, max = 5_000) Integer> waits) {
    RateBudget budget = new RateBudget(50, clock);
    run(tries, new CountingDatadog(limit, 10), budget);
    Optional<Instant> told = budget.ask(CALL).map(Wait::until);
    for (int wait : waits) {
      clock.moveBy(Duration.ofMillis(wait));
      Optional<Instant> again = budget.ask(CALL).map(Wait::until);
      again.ifPresent(until -> assertThat(until).isAfter(clock.instant()));
      assertThat(again).isEqualTo(told.filter(until -> until.isAfter(clock.instant())));
    }
  }

  @Property(tries = 200)
  void moreCallsNeverUnblock(
      @ForAll("tries") List<Try> tries, @ForAll @IntRange(min = 1, max = 10) int limit) {
    RateBudget budget = new RateBudget(100, clock);
    run(tries, new CountingDatadog(limit, 60), budget);
    List<Boolean> blocked = new ArrayList<>();
    for (int i = 0; i < limit + 2; i++) {
      blocked.add(budget.ask(CALL).map(Wait::until).isPresent());
      assertThat(budget.begin(CALL).isEmpty()).isEqualTo(blocked.get(i));
    }
    assertThat(blocked).isSorted();
  }

  private static int share(int limit, int percent) {
    return Math.max(1, limit * percent / 100);
  }

  /** How many calls were sent before anything was known. */
  private int run(List<Try> tries, CountingDatadog datadog, RateBudget budget) {
    int[] ignorant = {0};
    Instant at = START;
    for (Try one : tries) {
      at = at.plusMillis(one.waitMs());
      Instant begins = at;
      events.add(new Due(at, () -> ignorant[0] += send(one, begins, datadog, budget)));
    }
    while (!events.isEmpty()) {
      Due due = events.poll();
      clock.moveTo(due.at());
      due.event().run();
    }
    return ignorant[0];
  }

  private int send(Try one, Instant begins, CountingDatadog datadog, RateBudget budget) {
    boolean known = !budget.limits().isEmpty();
    Optional<Instant> blocked = budget.ask(CALL).map(Wait::until);
    Optional<RateBudget.Ticket> ticket = budget.begin(CALL);
    assertThat(ticket.isPresent()).isEqualTo(blocked.isEmpty());
    blocked.ifPresent(until -> assertThat(until).isAfter(clock.instant()));
    if (ticket.isEmpty()) {
      return 0;
    }
    Instant arrives = begins.plusMillis(one.thereMs());
    events.add(new Due(arrives, () -> arrive(one, arrives, ticket.get(), datadog, budget)));
    return known ? 0 : 1;
  }

  private void arrive(
      Try one,
      Instant arrives,
      RateBudget.Ticket ticket,
      CountingDatadog datadog,
      RateBudget budget) {
    Map<String, String> headers = datadog.arrive(arrives);
    Instant back = arrives.plusMillis(one.backMs());
    events.add(
        new Due(
            back, () -> budget.end(ticket, one.lost() ? 0 : 200, one.lost() ? Map.of() : headers)));
  }
}
