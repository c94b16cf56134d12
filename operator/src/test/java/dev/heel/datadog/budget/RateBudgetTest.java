package dev.heel.datadog.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heel.datadog.Calls;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Call.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Which calls fall under which limit, and what becomes of a refusal. */
class RateBudgetTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Call LIST =
      Calls.call(Method.GET, "/api/v1/dashboard", "/api/v1/dashboard", null);
  private static final Call ONE =
      Calls.call(Method.GET, "/api/v1/dashboard/abc", "/api/v1/dashboard/{id}", null);
  private static final Call OTHER =
      Calls.call(Method.GET, "/api/v1/dashboard/xyz", "/api/v1/dashboard/{id}", null);

  private final MovableClock clock = new MovableClock(NOW);
  private final RateBudget budget = RateBudget.half(clock);

  @Test
  void endpointsOfOneNameShareOneLimit() {
    answer(LIST, 200, headers("get_custom_dashboards", 4, 60, 3, 30));
    answer(ONE, 200, headers("get_custom_dashboards", 4, 60, 2, 30));

    assertThat(blockedUntil(LIST)).contains(NOW.plusSeconds(30));
    assertThat(blockedUntil(OTHER)).contains(NOW.plusSeconds(30));
    assertThat(blockedUntil(Calls.of(Method.POST))).isEmpty();
  }

  @Test
  void idsOfOneEndpointShareItsLimit() {
    answer(ONE, 200, headers(null, 2, 60, 1, 30));

    assertThat(blockedUntil(OTHER)).contains(NOW.plusSeconds(30));
    assertThat(blockedUntil(LIST)).isEmpty();
  }

  @Test
  void nothingIsSentWhenOthersUsedTheLimitUp() {
    answer(ONE, 200, headers(null, 100, 60, 0, 30));

    assertThat(blockedUntil(ONE)).contains(NOW.plusSeconds(30));
    clock.moveBy(Duration.ofSeconds(30));
    assertThat(blockedUntil(ONE)).isEmpty();
  }

  @Test
  void aRefusalHoldsForAllUnderTheLimitUntilTheReset() {
    answer(LIST, 200, headers("get_custom_dashboards", 60, 60, 59, 30));
    answer(ONE, 429, headers("get_custom_dashboards", 60, 60, 0, 30));

    assertThat(blockedUntil(LIST)).contains(NOW.plusSeconds(30));
    clock.moveBy(Duration.ofSeconds(30));
    assertThat(blockedUntil(LIST)).isEmpty();
    assertThat(blockedUntil(ONE)).isEmpty();
  }

  @Test
  void aRefusalWithoutAnyHeaderHoldsForTenSeconds() {
    answer(ONE, 429, Map.of());

    assertThat(blockedUntil(ONE)).contains(NOW.plusSeconds(10));
    clock.moveBy(Duration.ofSeconds(10));
    assertThat(blockedUntil(ONE)).isEmpty();
  }

  @Test
  void aLateAnswerOfAnOldWindowTellsNothingOfTheNewOne() {
    answer(ONE, 200, headers(null, 60, 10, 59, 5));
    RateBudget.Ticket slow = budget.begin(ONE).orElseThrow();
    clock.moveBy(Duration.ofSeconds(7));
    answer(ONE, 200, headers(null, 60, 10, 50, 8));

    budget.end(slow, 200, headers(null, 60, 10, 0, 1));

    assertThat(blockedUntil(ONE)).isEmpty();
    assertThat(budget.limits().get(0).remaining()).isEqualTo(50);
  }

  @Test
  void limitsAreShownByName() {
    answer(LIST, 200, headers("get_custom_dashboards", 60, 60, 58, 26));
    answer(Calls.of(Method.POST), 200, headers(null, 500, 10, 499, 9));

    assertThat(budget.limits())
        .containsExactly(
            new RateLimitView("POST /api/v1/monitor", 500, 10, 499, NOW.plusSeconds(9)),
            new RateLimitView("get_custom_dashboards", 60, 60, 58, NOW.plusSeconds(26)));
    clock.moveBy(Duration.ofSeconds(9));
    assertThat(budget.limits().get(0))
        .isEqualTo(new RateLimitView("POST /api/v1/monitor", 500, 10, 500, NOW.plusSeconds(19)));
  }

  @Test
  void manyThreadsGetNoMoreThanTheShare() throws Exception {
    answer(ONE, 200, headers(null, 100, 60, 99, 30));
    Callable<Integer> greedy =
        () -> {
          int got = 0;
          for (int i = 0; i < 50; i++) {
            var ticket = budget.begin(ONE);
            got += ticket.isPresent() ? 1 : 0;
            if (i % 2 == 0) {
              ticket.ifPresent(t -> budget.end(t, 200, headers(null, 100, 60, 90, 30)));
            }
          }
          return got;
        };
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      int sum = 0;
      for (Future<Integer> got : threads.invokeAll(List.of(greedy, greedy, greedy, greedy))) {
        sum += got.get();
      }
      assertThat(sum).isEqualTo(50 - 1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aShareIsOneToAHundredPerCent() {
    for (int percent : new int[] {-1, 0, 101}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RateBudget(percent, clock))
          .withMessageContaining("1 to 100 per cent, not " + percent);
    }
  }

  private Optional<Instant> blockedUntil(Call call) {
    return budget.ask(call).map(Wait::until);
  }

  private void answer(Call call, int status, Map<String, String> headers) {
    budget.end(budget.begin(call).orElseThrow(), status, headers);
  }

  private static Map<String, String> headers(
      String name, int limit, int period, int remaining, int reset) {
    Map<String, String> headers = new HashMap<>();
    if (name != null) {
      headers.put("x-ratelimit-name", name);
    }
    headers.put("x-ratelimit-limit", "" + limit);
    headers.put("x-ratelimit-period", "" + period);
    headers.put("x-ratelimit-remaining", "" + remaining);
    headers.put("x-ratelimit-reset", "" + reset);
    return headers;
  }
}
