package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Any JSON, with few enough values that equal ones meet often. */
public final class Trees {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("x", "y", "a/b", "t~ilde", "", "0");

  private Trees() {}

  /** An object with some of these members. */
  static Arbitrary<ObjectNode> objects(List<String> names) {
    return Arbitraries.maps(Arbitraries.of(names), values(2))
        .ofMaxSize(names.size())
        .map(
            members -> {
              ObjectNode object = JSON.objectNode();
              members.forEach(object::set);
              return object;
            });
  }

  public static Arbitrary<JsonNode> values(int depth) {
    if (depth == 0) {
      return leaves();
    }
    Arbitrary<JsonNode> lists =
        values(depth - 1)
            .list()
            .ofMaxSize(3)
            .map(
                items -> {
                  ArrayNode array = JSON.arrayNode();
                  items.forEach(array::add);
                  return array;
                });
    Arbitrary<JsonNode> objects =
        Arbitraries.maps(Arbitraries.of(NAMES), values(depth - 1))
            .ofMaxSize(3)
            .map(
                members -> {
                  ObjectNode object = JSON.objectNode();
                  members.forEach(object::set);
                  return object;
                });
    return Arbitraries.frequencyOf(Tuple.of(3, leaves()), Tuple.of(1, lists), Tuple.of(2, objects));
  }

  static Arbitrary<JsonNode> leaves() {
    return Arbitraries.of(
        JSON.nullNode(),
        JSON.booleanNode(true),
        JSON.booleanNode(false),
        JSON.textNode(""),
        JSON.textNode("text"),
        JSON.numberNode(0),
        JSON.numberNode(500),
        JSON.numberNode(500.0),
        JSON.numberNode(new BigDecimal("5E+2")),
        JSON.numberNode(0.1),
        JSON.numberNode(-3L));
  }
}
