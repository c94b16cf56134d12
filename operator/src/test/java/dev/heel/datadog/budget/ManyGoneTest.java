package dev.heel.datadog.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.datadog.Calls;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Turns of resources that are gone")
class ManyGoneTest {
  private static final Map<String, String> USED_UP =
      Map.of(
          "x-ratelimit-name", "a_limit",
          "x-ratelimit-limit", "1",
          "x-ratelimit-period", "10",
          "x-ratelimit-remaining", "0",
          "x-ratelimit-reset", "10");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final RateBudget budget = new RateBudget(100, clock, sender -> false);

  /** A namespace of thousands is deleted while all of them wait. */
  @Test
  @DisplayName("are passed over in one go, however many wait")
  void thousands() {
    Call call = Calls.of(Method.POST);
    budget.end(budget.begin(call).orElseThrow(), 200, USED_UP);
    for (int i = 0; i < 20_000; i++) {
      budget.ask(call.by(new Sender("DatadogMonitor", "gone", "m" + i)));
    }
    clock.moveBy(Duration.ofSeconds(10));
    budget.giveTurns();
    assertThat(budget.waiting()).isEmpty();
  }
}
