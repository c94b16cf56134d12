package dev.heel.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heel.engine.read.DefinitionText.UnusableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A ConfigMap is anybody's to write, and one process reads those of all. */
@DisplayName("A definition that comes to more than its text")
class DefinitionTextTest {
  private static final String TOO_MANY = "has more than 100,000 keys and values, and is not read";

  @Test
  @DisplayName("as four KiB that unpack to more than a million lists, is not read")
  void unpacked() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(("{\"a\":[" + "[],".repeat(1_390_000) + "0]}").getBytes(StandardCharsets.UTF_8));
    }
    String binary = Base64.getEncoder().encodeToString(bytes.toByteArray());
    assertThatThrownBy(() -> DefinitionText.of(null, binary))
        .isInstanceOf(UnusableException.class)
        .hasMessage(TOO_MANY);
  }

  @Test
  @DisplayName("as sixteen lists of three times the one before, is not read")
  void aliases() {
    StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i <= 16; i++) {
      String before = "*a" + (i - 1);
      text.append("a%d: &a%d [%s, %s, %s]\n".formatted(i, i, before, before, before));
    }
    assertThatThrownBy(() -> DefinitionText.of(text.toString(), null))
        .isInstanceOf(UnusableException.class)
        .hasMessage(TOO_MANY);
  }

  @Test
  @DisplayName("as one long text in a thousand places, is not read")
  void longText() {
    String text = "a: &a " + "x".repeat(100_000) + "\nb: [" + "*a, ".repeat(1000) + "*a]\n";
    assertThatThrownBy(() -> DefinitionText.of(text, null))
        .isInstanceOf(UnusableException.class)
        .hasMessage("is larger than 4 MiB with what its aliases stand for");
  }

  @Test
  @DisplayName("by a few aliases only, is read as what they stand for")
  void few() throws UnusableException {
    assertThat(DefinitionText.of("a: &a [x, {b: 1}]\nc: [*a, *a]\n", null).at("/c/1/1/b").asInt())
        .isEqualTo(1);
  }

  static Stream<Arguments> odd() {
    String digits = "7".repeat(1_000_000);
    return Stream.of(
        arguments("{\"x\":" + digits + "}", "holds a number of more than 400 digits"),
        arguments("x: -" + digits, "holds a number of more than 400 digits"),
        arguments("x: 0x" + digits, "holds a number of more than 400 digits"),
        arguments("x: 1." + digits + "e3", "holds a number of more than 400 digits"),
        arguments("x: 1e999999", "holds a number that JSON has not: Infinity"),
        arguments("x: [.nan]", "holds a number that JSON has not: NaN"),
        arguments("x: -.inf", "holds a number that JSON has not: -Infinity"),
        arguments("? {a: 1}\n: 2", "has a key that is no text"),
        arguments("? [a]\n: 2", "has a key that is no text"),
        arguments("x: {" + "k".repeat(1_001) + ": 1}", "has a key of more than 1,000 characters"),
        arguments(
            "x: " + "[".repeat(100) + "]".repeat(100), "is nested more than 100 levels deep"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("odd")
  @DisplayName("that JSON has no word for, or that takes very long to read, is refused at once")
  void odd(String text, String message) {
    assertThatThrownBy(() -> DefinitionText.of(text, null))
        .isInstanceOf(UnusableException.class)
        .hasMessage(message);
  }

  @Test
  @DisplayName("a text of digits is a text, however long, and a number as a key is its text")
  void digits() throws UnusableException {
    String digits = "7".repeat(500);
    assertThat(DefinitionText.of("x: '" + digits + "'\n1: y", null).path("x").asText())
        .isEqualTo(digits);
    assertThat(DefinitionText.of("1: y", null).path("1").asText()).isEqualTo("y");
    assertThat(DefinitionText.of("x: " + "7".repeat(400), null).path("x").isIntegralNumber())
        .isTrue();
  }
}
