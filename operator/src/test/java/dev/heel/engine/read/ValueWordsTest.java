package dev.heel.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A value in a sentence")
class ValueWordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "\"a\"; the text \"a\"; a text",
        "5; the number 5; the number 5",
        "true; true; true",
        "[1]; a list; a list",
        "{}; a mapping; a mapping",
        "null; nothing; nothing"
      })
  void words(String json, String shown, String withoutText) throws JsonProcessingException {
    JsonNode value = JSON.readTree(json);
    assertThat(ValueWords.shown(value)).isEqualTo(shown);
    assertThat(ValueWords.withoutText(value)).isEqualTo(withoutText);
  }

  @Test
  @DisplayName("is cut after 60 characters, and never within one")
  void shortened() {
    assertThat(ValueWords.shortened("a".repeat(60))).isEqualTo("a".repeat(60));
    assertThat(ValueWords.shortened("a".repeat(61))).isEqualTo("a".repeat(60) + "…");
    assertThat(ValueWords.shortened("a".repeat(59) + "😀b")).isEqualTo("a".repeat(59) + "…");
    assertThat(ValueWords.shortened("😀".repeat(40))).isEqualTo("😀".repeat(30) + "…");
  }
}
