package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Defaults as the API server fills them in: where a field is missing, or is null and may not be;
 * afterwards a null that may not be, and has no default, is taken out of its object.
 */
public final class Defaulting {
  private Defaulting() {}

  /** Changes {@code value}. */
  public static void apply(SchemaNode schema, JsonNode value) {
    fill(schema, value);
    dropNulls(schema, value);
  }

  private static void fill(SchemaNode schema, JsonNode value) {
    if (schema == null) {
      return;
    }
    if (value.isObject()) {
      fillObject(schema, (ObjectNode) value);
    } else if (value.isArray() && schema.items() != null) {
      ArrayNode list = (ArrayNode) value;
      for (int i = 0; i < list.size(); i++) {
        if (isForbiddenNull(list.get(i), schema.items())) {
          list.set(i, copy(schema.items().defaultValue()));
        }
        fill(schema.items(), list.get(i));
      }
    }
  }

  private static void fillObject(SchemaNode schema, ObjectNode object) {
    schema
        .properties()
        .forEach(
            (name, property) -> {
              boolean wanting = !object.has(name) || isForbiddenNull(object.get(name), property);
              if (property.defaultValue() != null && wanting) {
                object.set(name, copy(property.defaultValue()));
              }
            });
    for (String name : names(object)) {
      SchemaNode below = schema.field(name);
      if (!schema.properties().containsKey(name) && isForbiddenNull(object.get(name), below)) {
        object.set(name, copy(below.defaultValue()));
      }
      fill(below, object.get(name));
    }
  }

  private static void dropNulls(SchemaNode schema, JsonNode value) {
    if (schema == null) {
      return;
    }
    if (value.isObject()) {
      ObjectNode object = (ObjectNode) value;
      for (String name : names(object)) {
        SchemaNode below = schema.field(name);
        if (isForbiddenNull(object.get(name), below) && below.defaultValue() == null) {
          object.remove(name);
        } else {
          dropNulls(below, object.get(name));
        }
      }
    } else if (value.isArray()) {
      value.forEach(item -> dropNulls(schema.items(), item));
    }
  }

  private static boolean isForbiddenNull(JsonNode value, SchemaNode schema) {
    return value.isNull() && schema != null && !schema.nullable();
  }

  private static JsonNode copy(JsonNode value) {
    return value == null ? NullNode.getInstance() : value.deepCopy();
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
