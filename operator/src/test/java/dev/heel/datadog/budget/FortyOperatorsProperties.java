package dev.heel.datadog.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.datadog.Calls;
import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.Sender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Forty operators of one organisation, each with its own budget and more to write than the limit
 * lets all of them together. They hear of each other through Datadog's headers only. A call takes a
 * moment to get there, where it is counted at once, and its answer up to two seconds to come back.
 */
class FortyOperatorsProperties {
  private static final Instant START = Instant.parse("2026-11-24T12:00:03.250Z");
  private static final int OPERATORS = 40;
  private static final int RESOURCES = 60;
  private static final int WINDOWS = 3;

  /** A limit as Datadog has them. */
  record Limit(int calls, int seconds) {}

  private record Due(Instant at, long order, Runnable event) {}

  private final PriorityQueue<Due> events =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
  private final MovableClock clock = new MovableClock(START);
  private long order;

  @Provide
  Arbitrary<Limit> limits() {
    return Arbitraries.of(new Limit(200, 60), new Limit(500, 10), new Limit(3000, 10));
  }

  /** A fifth of these holds less than one call of each operator. */
  @Provide
  Arbitrary<Limit> smallLimits() {
    return Arbitraries.of(new Limit(60, 60), new Limit(100, 60));
  }

  /** How far the operators' starts lie apart, in milliseconds: at one moment, or one by one. */
  @Provide
  Arbitrary<Integer> spreads() {
    return Arbitraries.of(0, 50, 2_000, 15_000);
  }

  @Property(tries = 20)
  void nobodyIsRefused(
      @ForAll("limits") Limit limit, @ForAll("spreads") int spread, @ForAll long seed) {
    CountingDatadog datadog = new CountingDatadog(limit.calls(), limit.seconds());
    start(datadog, spread, new Random(seed));
    run(START.plusSeconds((long) WINDOWS * limit.seconds() + 1));

    assertThat(datadog.refused()).isZero();
    assertThat(datadog.busiest()).as("caution that sends nothing would pass").isGreaterThan(100);
  }

  /**
   * Who has sent nothing in a window knows nothing of it, and must send one call to learn that
   * nothing is left; nobody sends a second one into a window that was told to be used up. The run
   * touches one window more than it is long.
   */
  @Property(tries = 20)
  void underASmallLimitNobodyIsRefusedTwiceInAWindow(
      @ForAll("smallLimits") Limit limit, @ForAll("spreads") int spread, @ForAll long seed) {
    CountingDatadog datadog = new CountingDatadog(limit.calls(), limit.seconds());
    List<Operator> operators = start(datadog, spread, new Random(seed));
    run(START.plusSeconds((long) WINDOWS * limit.seconds() + 1));

    assertThat(operators)
        .allSatisfy(each -> assertThat(each.refusals).isLessThanOrEqualTo(WINDOWS + 1));
    assertThat(datadog.refused()).isLessThanOrEqualTo(OPERATORS);
  }

  private List<Operator> start(CountingDatadog datadog, int spread, Random random) {
    List<Operator> operators = new ArrayList<>();
    for (int i = 0; i < OPERATORS; i++) {
      Operator operator = new Operator(i, datadog, random);
      operators.add(operator);
      at(START.plusMillis(random.nextInt(spread + 1)), operator::start);
    }
    return operators;
  }

  private void at(Instant when, Runnable event) {
    events.add(new Due(when, order++, event));
  }

  private void run(Instant end) {
    while (!events.isEmpty() && events.peek().at().isBefore(end)) {
      Due due = events.poll();
      clock.moveTo(due.at());
      due.event().run();
    }
  }

  /** One process: its budget, its resources, and how fast its calls travel. */
  private final class Operator {
    private final CountingDatadog datadog;
    private final Random random;
    private final RateBudget budget = new RateBudget(50, clock, this::called);
    private final String name;
    private final int slowest;
    private int refusals;

    Operator(int number, CountingDatadog datadog, Random random) {
      this.name = "operator-" + number;
      this.datadog = datadog;
      this.random = random;
      this.slowest = 20 + random.nextInt(1_980);
    }

    void start() {
      for (int i = 0; i < RESOURCES; i++) {
        pass(new Sender("DatadogMonitor", name, "m" + i));
      }
      tick();
    }

    private void tick() {
      budget.giveTurns();
      at(clock.instant().plusMillis(100), this::tick);
    }

    private boolean called(Sender sender) {
      at(clock.instant().plusMillis(random.nextInt(30)), () -> pass(sender));
      return true;
    }

    private void pass(Sender sender) {
      budget.begin(Calls.of(Method.POST).by(sender)).ifPresent(this::send);
    }

    private void send(RateBudget.Ticket ticket) {
      at(clock.instant().plusMillis(random.nextInt(100)), () -> arrive(ticket));
    }

    private void arrive(RateBudget.Ticket ticket) {
      Map<String, String> headers = datadog.arrive(clock.instant());
      int status = datadog.isRefused(clock.instant()) ? 429 : 200;
      refusals += status == 429 ? 1 : 0;
      at(
          clock.instant().plusMillis(10 + random.nextInt(slowest)),
          () -> budget.end(ticket, status, headers));
    }
  }
}
