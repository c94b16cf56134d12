package dev.heel.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The forms of texts")
class FormsTest {
  private static final Pattern EXAMPLE = Pattern.compile("such as (\\S+?)(?: or (\\S+))?,?$");

  static Stream<String> patterns() {
    return Arrays.stream(Forms.class.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
        .map(FormsTest::value);
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("patterns")
  @DisplayName("have words whose examples are of the form")
  void examples(String pattern) {
    Matcher example = EXAMPLE.matcher(Forms.words(pattern));
    while (example.find()) {
      assertThat(example.group(1)).matches(pattern);
      if (example.group(2) != null) {
        assertThat(example.group(2)).matches(pattern);
      }
    }
  }

  @Test
  @DisplayName("a pattern without words stops the build")
  void unknown() {
    assertThatThrownBy(() -> Forms.words("^a$"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("add it to Forms");
  }

  @DisplayName("names of objects and keys of ConfigMaps are what the API server takes")
  @ParameterizedTest(name = "\"{0}\": {3}")
  @CsvSource({
    "a, true, true, the shortest",
    "a.b-c.9, true, true, a subdomain",
    "A_b.c, false, true, a file's name",
    ".env, false, true, a hidden file's name",
    "'', false, false, nothing",
    "., false, false, a folder",
    ".., false, false, the folder above",
    "..a, false, false, what a volume of a ConfigMap keeps for itself",
    "../../x, false, false, a path",
    "a/b, false, false, two segments of a path",
    "a=b, false, false, a selector of its own",
    "'a,b', false, false, two requirements of a selector",
    "x y?z, false, false, a parameter",
    "-a, false, true, an option of a command",
    "a..b, false, true, nothing between two dots",
    "a%2fb, false, false, an encoded slash",
    "größe, false, false, other letters",
    "'a\n', false, false, a second line"
  })
  void names(String text, boolean name, boolean key, String because) {
    assertThat(Forms.isObjectName(text)).as(because).isEqualTo(name);
    assertThat(Forms.isDataKey(text)).as(because).isEqualTo(key);
  }

  @Test
  @DisplayName("253 letters are a name, and one more are none")
  void longest() {
    assertThat(Forms.isObjectName("a".repeat(253))).isTrue();
    assertThat(Forms.isObjectName("a".repeat(254))).isFalse();
    assertThat(Forms.isDataKey("a".repeat(254))).isFalse();
  }
}
