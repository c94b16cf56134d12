package dev.heel.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.resource.NamespacedName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is known of an Agent from pass to pass")
class AgentStateTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
  private static final NamespacedName CHECK = new NamespacedName("shop", "orders");

  private final AgentState state = new AgentState(Duration.ofSeconds(5));

  private Duration hold(String change, int second) {
    return state.hold(change, BEGIN.plusSeconds(second)).orElse(null);
  }

  @Test
  @DisplayName("a change waits until nothing changed for the quiet time")
  void quiet() {
    assertThat(hold("a", 0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(hold("a", 4)).as("the same change goes on waiting").isEqualTo(Duration.ofSeconds(1));
    assertThat(hold("b", 4)).as("another one begins anew").isEqualTo(Duration.ofSeconds(5));
    assertThat(hold("b", 9)).as("nothing changed for 5 s").isNull();
  }

  @Test
  @DisplayName("changes that never end go out after six times the quiet time")
  void longest() {
    for (int second = 0; second < 30; second += 3) {
      assertThat(hold("change " + second, second)).isPositive();
    }
    assertThat(hold("one more", 30)).isNull();
  }

  @Test
  @DisplayName("what was written waits no longer, and the next change waits anew")
  void wrote() {
    hold("a", 0);
    state.wrote("a");
    assertThat(state.isWritten("a")).isTrue();
    assertThat(state.isWritten("b")).isFalse();
    assertThat(hold("b", 60)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  @DisplayName("files are out with just the content that was written, while the check is there")
  void out() {
    assertThat(state.isNew()).as("an earlier process may have written").isTrue();
    state.out(CHECK, "one");
    assertThat(state.isNew()).isFalse();
    assertThat(state.isOut(CHECK, "one")).isTrue();
    assertThat(state.isOut(CHECK, "two")).isFalse();
    state.keepOut(Set.of());
    assertThat(state.isOut(CHECK, "one")).as("the check is gone").isFalse();
  }

  @Test
  @DisplayName("pods are listed once a minute, and for each generation")
  void untraced() {
    List<Long> searches = new ArrayList<>();
    for (long[] each : new long[][] {{1, 0}, {1, 59}, {1, 60}, {2, 61}}) {
      state.untraced(
          each[0],
          BEGIN.plusSeconds(each[1]),
          () -> {
            searches.add(each[1]);
            return null;
          });
    }
    assertThat(searches).containsExactly(0L, 60L, 61L);
  }
}
