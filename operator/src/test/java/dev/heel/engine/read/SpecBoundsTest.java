package dev.heel.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.heel.resource.Problem;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("How much a spec may hold")
class SpecBoundsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode read(String spec) throws IOException {
    JsonFactory unbounded =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
    try (JsonParser parser = unbounded.createParser(spec)) {
      parser.nextToken();
      JsonNode read = SpecBounds.read(parser);
      assertThat(parser.nextToken()).as("all of the spec is read, and no more").isNull();
      return read;
    }
  }

  private static String nested(int levels) {
    return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  static Stream<Arguments> within() {
    return Stream.of(
        arguments("nothing", "{}"),
        arguments("each kind of value", "{\"a\":[1,2.50,true,null,\"x\",{\"b\":[]}]}"),
        arguments("as deep as it may be", "{\"a\":" + nested(SpecBounds.DEEPEST) + "}"),
        arguments("the longest key", "{\"a\":{\"" + "k".repeat(SpecBounds.LONGEST_KEY) + "\":1}}"),
        arguments("no mapping, as a schema might let in", "[1,[2]]"));
  }

  @Test
  @DisplayName("a tree without a spec has none to leave out")
  void missing() {
    assertThat(SpecBounds.read(MissingNode.getInstance()).isMissingNode()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("within")
  @DisplayName("what is within the bounds is read as it is")
  void asItIs(String because, String spec) throws IOException {
    assertThat(read(spec)).as(because).isEqualTo(JSON.readTree(spec));
    assertThat(SpecBounds.read(JSON.readTree(spec))).as(because).isEqualTo(JSON.readTree(spec));
    assertThat(SpecBounds.problem(read(spec))).as(because).isEmpty();
  }

  static Stream<Arguments> beyond() {
    String many = "[" + "1,".repeat(2 * DefinitionBounds.MOST_VALUES) + "1]";
    return Stream.of(
        arguments("one level too deep", nested(101), "more than 100 levels"),
        arguments("as deep as an API server takes", nested(10_000), "more than 100 levels"),
        arguments("lists count as well", "[".repeat(5000) + "]".repeat(5000), "100 levels"),
        arguments("a key too long", "{\"" + "k".repeat(1001) + "\":1}", "more than 1,000 char"),
        arguments("a key of a whole object", "{\"" + "k".repeat(60_000) + "\":1}", "1,000 char"),
        arguments("more values than memory is for", many, "more than 100,000 keys and values"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beyond")
  @DisplayName("a field that holds too much is left out and named; the others stay")
  void leftOut(String because, String value, String words) throws IOException {
    String spec = "{\"adopt\":{\"id\":\"1\"},\"definition\":%s,\"deletionPolicy\":\"Orphan\"}";
    JsonNode read = read(spec.formatted(value));

    assertThat(read.has("definition")).as(because).isFalse();
    assertThat(read.at("/adopt/id").asText()).as("it stands before").isEqualTo("1");
    assertThat(read.path("deletionPolicy").asText()).as("it stands after").isEqualTo("Orphan");
    Problem problem = SpecBounds.problem(read).orElseThrow();
    assertThat(problem.isError()).isTrue();
    assertThat(problem.at().pointer()).isEqualTo("/spec/definition");
    assertThat(problem.message()).as(because).contains(words);
    assertThat(problem.sentence().length()).as("fit for a condition").isLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 20_000})
  @DisplayName("a spec that is no mapping is left out as a whole")
  void whole(int levels) throws IOException {
    JsonNode read = read("[".repeat(levels) + "]".repeat(levels));
    assertThat(SpecBounds.problem(read).orElseThrow().at().field()).isEqualTo("spec");
  }

  @Test
  @DisplayName("read again, as a copy is, it still says what was left out")
  void copied() throws IOException {
    JsonNode read = read("{\"a\":" + nested(300) + ",\"b\":" + nested(400) + "}");
    assertThat(SpecBounds.read(read)).isEqualTo(read);
    assertThat(SpecBounds.problem(read).orElseThrow().at().pointer())
        .as("the first of them")
        .isEqualTo("/spec/a");
  }

  @Test
  @DisplayName("a text that ends early is an error, not a loop")
  void endsEarly() {
    assertThatThrownBy(() -> read("{\"a\":[1,")).isInstanceOf(IOException.class);
  }
}
