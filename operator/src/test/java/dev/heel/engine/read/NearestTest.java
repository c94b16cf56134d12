package dev.heel.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The name that was probably meant")
class NearestTest {
  private static final List<String> KNOWN = List.of("query", "tags", "notifyBy", "message");

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource({
    "querry, query, a letter too many",
    "qeury, query, two letters exchanged are one error",
    "tag, tags, a letter is missing",
    "notify_by, notifyBy, case and _ do not count",
    "NOTIFY-BY, notifyBy, case and - do not count",
    "mesage, message, a letter is missing",
    "zebra, , nothing is near",
    "tax, , half of a short name is another name",
    "quiet, , three errors in five letters"
  })
  void nearest(String given, String meant, String reason) {
    assertThat(Nearest.to(given, KNOWN).orElse(null)).as(reason).isEqualTo(meant);
  }

  @Test
  @DisplayName("is the first by name where two are as near")
  void equals() {
    assertThat(Nearest.to("tag", List.of("tap", "tab"))).contains("tab");
  }

  @Test
  @DisplayName("is not looked for in a text that is no name")
  void longText() {
    String text = "a".repeat(1 << 20);
    assertThat(Nearest.to(text, List.of(text + "b"))).isEmpty();
  }

  @Test
  @DisplayName("goes on a message, and adds nothing where there is none")
  void hint() {
    assertThat("no querry" + Nearest.hint("querry", KNOWN))
        .isEqualTo("no querry; did you mean query?");
    assertThat(Nearest.hint("zebra", KNOWN)).isEmpty();
  }
}
