package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.engine.compare.Comparison;
import dev.heel.engine.read.Pointers;

/** How a body is put together from a definition and the typed fields. */
public final class Rendering {
  private Rendering() {}

  /**
   * The definition with the typed fields laid over it: objects are merged, arrays and scalars
   * replaced. Neither argument is changed.
   *
   * @param definition anything that is no object counts as empty
   */
  public static ObjectNode merged(JsonNode definition, ObjectNode typed) {
    ObjectNode base =
        definition instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    return lay(base, typed);
  }

  private static ObjectNode lay(ObjectNode base, ObjectNode over) {
    over.properties()
        .forEach(
            field -> {
              JsonNode below = base.get(field.getKey());
              if (below instanceof ObjectNode object
                  && field.getValue() instanceof ObjectNode upper) {
                lay(object, upper);
              } else {
                base.set(field.getKey(), field.getValue().deepCopy());
              }
            });
    return base;
  }

  /**
   * Takes out of a body what an export of an existing object brings along: its id, its creator and
   * the like. What the server sets within the items of a list is the kind's to take out.
   */
  static void removeServersOwn(ObjectNode body, Comparison comparison) {
    for (String pointer : comparison.serverOwned()) {
      if (!pointer.contains("*") && !body.at(pointer).isMissingNode()) {
        Pointers.set(body, pointer, null);
      }
    }
  }

  /**
   * Puts a name into a body that has none.
   *
   * @param field JSON pointer of the name; null if there is none
   */
  static void name(ObjectNode body, String field, String name) {
    if (field != null && (body.at(field).isMissingNode() || body.at(field).isNull())) {
      Pointers.set(body, field, TextNode.valueOf(name));
    }
  }
}
