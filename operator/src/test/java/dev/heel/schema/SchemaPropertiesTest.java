package dev.heel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.heel.schema.structure.FieldError;
import dev.heel.schema.structure.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What holds for every object, right or wrong, under the CRD of {@code crd.json}. */
class SchemaPropertiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of(
          "must",
          "text",
          "count",
          "labels",
          "list",
          "map",
          "name",
          "open",
          "known",
          "inner",
          "any",
          "withDefault",
          "level",
          "depth",
          "guard",
          "query",
          "nothing",
          "set",
          "unknown");
  private final ResourceSchema schema;

  SchemaPropertiesTest() throws IOException {
    schema = CrdSchema.of(ApiServerVerdictsTest.resource("crd.json"), "v1");
  }

  @Provide
  Arbitrary<JsonNode> objects() {
    return maps(4)
        .map(spec -> JSON.valueToTree(Map.of("metadata", Map.of("name", "a"), "spec", spec)));
  }

  /** Objects at most {@code depth} levels deep. */
  private static Arbitrary<Object> maps(int depth) {
    Arbitrary<Object> values = Arbitraries.of("a", 1, 2.5, true);
    if (depth > 0) {
      Arbitrary<Object> below = maps(depth - 1);
      Arbitrary<Object> lists = below.list().ofMaxSize(2).map(list -> (Object) list);
      values = Arbitraries.oneOf(values, Arbitraries.just(NullNode.getInstance()), lists, below);
    }
    return Arbitraries.maps(Arbitraries.of(NAMES), values).ofMaxSize(5).map(map -> (Object) map);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void pruningTwiceIsPruningOnceAndLeavesNothingUnknown(@ForAll("objects") JsonNode object) {
    JsonNode pruned = schema.prune(object);
    assertThat(schema.prune(pruned)).isEqualTo(pruned);
    assertThat(schema.unknownFields(pruned)).isEmpty();
    assertThat(pruned.equals(object)).isEqualTo(schema.unknownFields(object).isEmpty());
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void defaultingTwiceIsDefaultingOnce(@ForAll("objects") JsonNode object) {
    JsonNode defaulted = schema.withDefaults(object);
    assertThat(schema.withDefaults(defaulted)).isEqualTo(defaulted);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void whatIsStoredMayStay(@ForAll("objects") JsonNode object) {
    assertThat(schema.validate(object, object)).isEmpty();
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyViolationHasAPlaceAndASentence(@ForAll("objects") JsonNode object) {
    JsonNode before = object.deepCopy();
    for (Violation violation : schema.validate(object, null)) {
      assertThat(FieldError.of(violation).detail()).isNotBlank();
      assertThat(violation.pointer()).matches("(/.*)?");
    }
    assertThat(object).isEqualTo(before);
  }
}
