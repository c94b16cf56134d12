package dev.heel.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Anybody may write a text of a MiB into a spec. A reader that goes back over what it has read, or
 * down as deep as it is written, would never end, or with a stack that is used up.
 */
@DisplayName("A text longer than anybody writes is read in a moment, whatever it repeats")
class LongQueriesTest {
  private static final int LONG = 200_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "{",
        "}",
        "[",
        "!",
        "-",
        "\"",
        "'",
        "\\\"",
        "\\",
        "$(",
        "${",
        "{{",
        "a",
        "a(",
        "a:",
        "a{",
        "a.",
        "1",
        "1e",
        ".",
        " ",
        "\n",
        ",",
        "NOT ",
        "a IN (",
        "AND ",
        "by {",
        ".a(",
        "a=",
        "count(v:",
        "&&",
        "12||",
        "a+",
        "avg:a{*}+",
        "foo(1)+",
        "summ:a{*}+",
        "{a,",
        "{a OR ",
        "a:(",
        "=",
        ">",
        "$a"
      })
  void read(String piece) {
    String text = piece.repeat(LONG / piece.length());
    for (String head :
        List.of("", "avg(last_5m):", "avg(last_5m):avg:a{", "logs(\"", "formula(\"", "\"a\".by(")) {
      for (String type : List.of("query alert", "log alert", "service check", "composite")) {
        assertThat(Queries.monitor(type, head + text)).isNotNull();
      }
      assertThat(Queries.widget(head + text)).isNotNull();
      assertThat(Queries.formula(head + text)).isNotNull();
      assertThat(Queries.search(head + text)).isNotNull();
    }
  }
}
