package dev.heel.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Namespace and name")
class NamespacedNameTest {
  @Test
  @DisplayName("are read as they are written, NAMESPACE/NAME")
  void parsed() {
    NamespacedName name = NamespacedName.parse("datadog/default");
    assertThat(name).isEqualTo(new NamespacedName("datadog", "default"));
    assertThat(name).hasToString("datadog/default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "/default", "datadog/", "a/b/c", " / ", ""})
  @DisplayName("in another form are refused with the text and an example")
  void refused(String text) {
    assertThatThrownBy(() -> NamespacedName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + text + "\" is not NAMESPACE/NAME, such as datadog/default");
  }

  @Test
  @DisplayName("stand in order of the namespace, then of the name; none comes first")
  void ordered() {
    assertThat(
            Stream.of(
                    new NamespacedName("b", "a"),
                    new NamespacedName("a", "b"),
                    new NamespacedName(null, "z"),
                    new NamespacedName("a", "a"))
                .sorted()
                .map(NamespacedName::toString))
        .containsExactly("z", "a/a", "a/b", "b/a");
  }
}
