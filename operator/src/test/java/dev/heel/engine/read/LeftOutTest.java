package dev.heel.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.resource.Problem;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a list lacks since it did not fit")
class LeftOutTest {
  private static LeftOut at(String... pointers) {
    return new LeftOut(
        List.of(pointers).stream().map(at -> Problem.error("wrong-type", at, "", "")).toList());
  }

  @Test
  @DisplayName("does not shift the places of the others")
  void places() {
    LeftOut leftOut = at("/spec/tags/0", "/spec/tags/2", "/spec/tags/3", "/spec/other/1");
    assertThat(List.of(0, 1, 2))
        .map(i -> leftOut.original("/spec/tags", i))
        .containsExactly(1, 4, 5);
  }

  @Test
  @DisplayName("is nothing where all fits, or where something below an item does not")
  void nothing() {
    assertThat(at().original("/spec/tags", 7)).isEqualTo(7);
    assertThat(at("/spec/tags/0/name").original("/spec/tags", 0)).isZero();
  }

  @Test
  @DisplayName("leaves what is no index of a list as it is")
  void noIndex() {
    assertThat(at("/spec/tags/0").original("/spec/tags", -1)).isEqualTo(-1);
  }
}
