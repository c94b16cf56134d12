package dev.heel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Trees that are near to what a kind reads: its own names at random places with values of any type,
 * so that every check meets what no schema would let through.
 */
final class JsonTrees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> WORDS =
      List.of(
          "",
          "$(",
          "$(DatadogMonitor/a)",
          "$(secret/a/b)",
          "$(nothing)",
          "{{#is_alert}}",
          "{{/is_alert}",
          "a > ",
          "avg(last_5m):x{} by {host} > 1e5",
          "((",
          "1 && (2",
          "composite",
          "metric alert",
          "log alert",
          "service check",
          "slo alert");

  private JsonTrees() {}

  /** Objects of the names that occur in some trees, and a few words that mean something to Heel. */
  static Arbitrary<JsonNode> like(Collection<JsonNode> examples) {
    Collection<String> names = new TreeSet<>();
    Collection<String> words = new TreeSet<>(WORDS);
    examples.forEach(example -> collect(example, names, words));
    Arbitrary<JsonNode> leaves =
        Arbitraries.oneOf(
            Arbitraries.of(words).map(NODES::textNode),
            Arbitraries.strings().ofMaxLength(12).map(NODES::textNode),
            Arbitraries.of(0, -1, 1, 800, Integer.MAX_VALUE).map(NODES::numberNode),
            Arbitraries.of(0.5, Double.NaN, Double.MAX_VALUE).map(NODES::numberNode),
            Arbitraries.of(true, false).map(NODES::booleanNode),
            Arbitraries.just(NODES.nullNode()));
    return tree(new ArrayList<>(names), leaves, 4);
  }

  private static Arbitrary<JsonNode> tree(
      List<String> names, Arbitrary<JsonNode> leaves, int depth) {
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<JsonNode> below = Arbitraries.lazy(() -> tree(names, leaves, depth - 1));
    Arbitrary<JsonNode> objects =
        Arbitraries.maps(Arbitraries.of(names), below).ofMaxSize(8).map(JsonTrees::object);
    Arbitrary<JsonNode> arrays =
        below.list().ofMaxSize(3).map(items -> NODES.arrayNode().addAll(items));
    return Arbitraries.frequencyOf(
        Tuple.of(3, leaves), Tuple.of(depth == 4 ? 20 : 3, objects), Tuple.of(1, arrays));
  }

  private static JsonNode object(Map<String, JsonNode> members) {
    ObjectNode object = NODES.objectNode();
    members.forEach(object::set);
    return object;
  }

  private static void collect(JsonNode node, Collection<String> names, Collection<String> words) {
    node.fieldNames().forEachRemaining(names::add);
    if (node.isTextual()) {
      words.add(node.textValue());
    }
    node.forEach(child -> collect(child, names, words));
  }
}
