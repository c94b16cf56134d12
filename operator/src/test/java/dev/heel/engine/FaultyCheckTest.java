package dev.heel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.problem.RuleFault;
import dev.heel.resource.Problem;
import dev.heel.resource.Reference.Target;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rule that throws")
class FaultyCheckTest {
  private static final Problem OTHER = Problem.error("other", "/spec", "it is wrong", "Mend it.");

  @Test
  @DisplayName("leaves the problems of the rules before and behind it, in their order")
  void othersStay() {
    List<Supplier<List<Problem>>> rules =
        List.of(
            () -> List.of(OTHER),
            () -> {
              throw new IndexOutOfBoundsException("secret");
            },
            () -> List.of(OTHER, OTHER));

    List<Problem> told =
        rules.stream()
            .flatMap(rule -> RuleFault.guarded(rule, e -> RuleFault.of(target(), e)).stream())
            .toList();

    assertThat(told)
        .extracting(Problem::rule)
        .containsExactly("other", "internal", "other", "other");
    assertThat(told.get(1).message())
        .contains("DatadogMonitor home/a", "IndexOutOfBoundsException in FaultyCheckTest.")
        .doesNotContain("secret");
  }

  @Test
  @DisplayName("so does one that runs out of stack")
  void stack() {
    List<Problem> told =
        RuleFault.guarded(() -> List.of(deeper(0)), e -> RuleFault.of(target(), e));

    assertThat(told).extracting(Problem::rule).containsExactly("internal");
  }

  /** By an argument that grows, so that it is no mistake of the test's to a compiler. */
  private static Problem deeper(int depth) {
    return depth < 0 ? OTHER : deeper(depth + 1);
  }

  private static Target target() {
    return new Target("DatadogMonitor", "home", "a");
  }
}
