package dev.heel.operator.wake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.resource.Reference.Target;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Each test is one order in which passes may run, as after a restart, when nothing is known of any
 * reference and the statuses in the caches are those of the process before.
 */
@DisplayName("Who is told that references go in a circle")
class DependantsTest {
  private static final Target ONE = new Target("DatadogMonitor", "home", "one");
  private static final Target TWO = new Target("DatadogMonitor", "home", "two");
  private static final Target THREE = new Target("DatadogMonitor", "home", "three");
  private static final Target ACCOUNT = new Target("DatadogAccount", "datadog", "default");
  private static final Target SECRET = new Target("Secret", "home", "keys");

  private final Dependants dependants = new Dependants();

  @Test
  @DisplayName("the pass that closes it tells the one that was looked at too early")
  void closing() {
    assertThat(told(ONE, ACCOUNT, TWO)).isEmpty();
    assertThat(dependants.cycle(ONE)).as("it cannot know yet").isEmpty();

    assertThat(told(TWO, ACCOUNT, ONE)).containsExactly(ONE);
    assertThat(dependants.cycle(ONE)).contains(List.of(ONE, TWO, ONE));
    assertThat(dependants.cycle(TWO)).contains(List.of(TWO, ONE, TWO));
  }

  @Test
  @DisplayName("the told one tells nobody in turn, so they do not wake each other forever")
  void onceOnly() {
    refer(ONE, TWO);
    refer(TWO, ONE);

    assertThat(told(ONE, TWO)).isEmpty();
    assertThat(told(TWO, ONE)).isEmpty();
    assertThat(told(TWO, ONE, SECRET)).as("what is in no circle changes none").isEmpty();
    assertThat(told(TWO, ONE)).isEmpty();
  }

  @Test
  @DisplayName("in a longer circle all others are told, in whatever order they come")
  void longer() {
    refer(ONE, TWO);
    refer(THREE, ONE);

    assertThat(told(TWO, THREE)).containsExactlyInAnyOrder(ONE, THREE);
  }

  @Test
  @DisplayName("a second circle tells those that it brings in, and not those that know")
  void second() {
    refer(ONE, TWO);
    refer(TWO, ONE);
    refer(THREE, ONE);

    assertThat(told(ONE, TWO, THREE)).containsExactly(THREE);
  }

  @Test
  @DisplayName("whoever takes itself out of the circle tells those that it leaves free")
  void mended() {
    refer(ONE, TWO);
    refer(TWO, ONE);

    assertThat(told(ONE, ACCOUNT)).containsExactly(TWO);
    assertThat(dependants.cycle(TWO)).isEmpty();
  }

  @Test
  @DisplayName("what one waits for is no circle, and neither is what two have in common")
  void noCircle() {
    assertThat(told(ONE, ACCOUNT, TWO)).isEmpty();
    assertThat(told(TWO, ACCOUNT, THREE)).isEmpty();
    assertThat(told(THREE, ACCOUNT)).isEmpty();
  }

  @Test
  @DisplayName("what nobody names any more is told, and what another still names is not")
  void unnamed() {
    refer(ONE, SECRET, ACCOUNT);
    refer(TWO, ACCOUNT);

    assertThat(dependants.refer(ONE, Set.of()).unnamed()).containsExactly(SECRET);
    assertThat(dependants.of(ACCOUNT)).containsExactly(TWO);
  }

  private void refer(Target from, Target... to) {
    dependants.refer(from, Set.of(to));
  }

  private Set<Target> told(Target from, Target... to) {
    return dependants.refer(from, Set.of(to)).circling();
  }

  @Test
  @DisplayName("a chain of 20,000 is followed to its end, and so is the circle that it becomes")
  void longChain() {
    List<Target> chain =
        IntStream.range(0, 20_000)
            .mapToObj(i -> new Target("DatadogMonitor", "home", "m" + i))
            .toList();
    for (int i = 1; i < chain.size(); i++) {
      refer(chain.get(i - 1), chain.get(i));
    }
    assertThat(dependants.cycle(chain.get(0))).isEmpty();

    refer(chain.get(chain.size() - 1), chain.get(0));

    assertThat(dependants.cycle(chain.get(0)).orElseThrow())
        .startsWith(chain.get(0), chain.get(1))
        .endsWith(chain.get(chain.size() - 1), chain.get(0))
        .hasSize(20_001);
  }

  @Test
  @DisplayName("of two circles the shorter one is told")
  void shortest() {
    refer(ONE, TWO, THREE);
    refer(TWO, THREE);
    refer(THREE, ONE);

    assertThat(dependants.cycle(ONE)).contains(List.of(ONE, THREE, ONE));
  }
}
