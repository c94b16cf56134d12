package dev.heel.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.query.tree.Contents;
import dev.heel.query.tree.Expression;
import dev.heel.query.tree.Span;
import dev.heel.query.tree.WidgetQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

@Label("The languages of queries, whatever is written in them")
class QueryProperties {
  private static final Path SAMPLES = Path.of("src/test/resources/query");

  @Provide
  Arbitrary<Expression> expressions() {
    return Trees.expressions();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  @Label("a tree that is printed and read is itself")
  void printedAndRead(@ForAll("expressions") Expression tree) {
    String text = Printed.of(tree);
    Reading<WidgetQuery> reading = Queries.widget(text);
    assertThat(reading.complaints()).as(text).isEmpty();
    Expression read = reading.value().orElseThrow().lines().get(0);
    assertThat(Shape.of(read)).as(text).isEqualTo(Shape.of(tree));
    assertThat(read.span()).as(text).isEqualTo(new Span(0, text.length()));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  @Label("every series of a tree stands where its place says")
  void places(@ForAll("expressions") Expression tree) {
    String text = Printed.of(tree);
    Expression read = Queries.widget(text).value().orElseThrow().lines().get(0);
    for (Expression.MetricQuery series : Contents.of(read).series()) {
      String there = text.substring(series.span().offset(), series.span().end());
      assertThat(Printed.of(series)).isEqualTo(there);
    }
  }

  /** Lines of the samples, {@code type ; query}. */
  @Provide
  Arbitrary<List<String>> samples() throws IOException {
    try (Stream<String> lines =
        Stream.concat(
            Files.lines(SAMPLES.resolve("right.txt")), Files.lines(SAMPLES.resolve("wrong.txt")))) {
      return Arbitraries.of(
          lines.filter(line -> !line.isBlank()).map(line -> List.of(line.split(" ; "))).toList());
    }
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  @Label("a query with a piece cut out, doubled or replaced is answered, with places inside of it")
  void mutated(
      @ForAll("samples") List<String> sample,
      @ForAll @IntRange(min = 0, max = 200) int from,
      @ForAll @IntRange(min = 0, max = 20) int length,
      @ForAll("pieces") String piece) {
    String query = sample.get(1).replace("«", "").replace("»", "");
    int start = Math.min(from, query.length());
    int end = Math.min(start + length, query.length());
    String changed = query.substring(0, start) + piece + query.substring(end);
    assertAnswered(sample.get(0), changed);
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "",
        "(",
        ")",
        "{",
        "}",
        "\"",
        "'",
        "\\",
        "\\\"",
        "$(",
        "{{",
        "}}",
        ",",
        " by ",
        " AND ",
        "!",
        "-",
        ".",
        "..",
        ">",
        "=",
        "1",
        "é",
        "\n",
        "\0",
        "\ud83d",
        "count(v:",
        "formula(\"");
  }

  @Property(tries = 500)
  @Label("any text is answered, with places inside of it")
  void anyText(@ForAll String text) {
    for (String type : List.of("query alert", "log alert", "service check", "composite", "new")) {
      assertAnswered(type, text);
    }
  }

  private static void assertAnswered(String type, String text) {
    Stream.of(
            Queries.monitor(type, text),
            Queries.widget(text),
            Queries.formula(text),
            Queries.search(text))
        .forEach(reading -> assertInside(reading, text));
  }

  private static void assertInside(Reading<?> reading, String text) {
    assertThat(reading.value().isPresent() || !reading.isClean()).isTrue();
    for (Complaint complaint : reading.complaints()) {
      assertThat(complaint.at().offset()).isBetween(0, text.length());
      assertThat(complaint.at().end()).isBetween(complaint.at().offset(), text.length());
      assertThat(complaint.what()).isNotBlank();
    }
  }
}
