package dev.heel.agent.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.read.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A value in the open parts of a check that holds no others.
 *
 * @param pointer JSON pointer into the resource, such as {@code /spec/instances/0/host}
 * @param name of the field, or of the list that it stands in
 */
public record Leaf(String pointer, String name, JsonNode value) {
  /** All below a value, in its order. */
  static List<Leaf> of(JsonNode tree, String pointer) {
    List<Leaf> leaves = new ArrayList<>();
    collect(tree, pointer, "", leaves::add);
    return leaves;
  }

  private static void collect(JsonNode node, String at, String name, Consumer<Leaf> found) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  collect(
                      field.getValue(),
                      Pointers.member(at, field.getKey()),
                      field.getKey(),
                      found));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), at + "/" + i, name, found);
      }
    } else {
      found.accept(new Leaf(at, name, node));
    }
  }

  /** Its text; empty if it is none. */
  public String text() {
    return value.isTextual() ? value.textValue() : "";
  }
}
