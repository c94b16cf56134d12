package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The value that stood in the stored object where a value stands in the new one: by name in
 * objects, by key in lists of type map, nowhere in other lists.
 */
public final class Correlation {
  private Correlation() {}

  /** Null if there is none. */
  public static JsonNode field(JsonNode old, String name) {
    return old == null || old.path(name).isNull() ? null : old.get(name);
  }

  /** Null if there is none. */
  public static JsonNode item(SchemaNode list, JsonNode old, JsonNode item) {
    if (old == null || !old.isArray() || !list.listType().equals("map")) {
      return null;
    }
    List<JsonNode> wanted = key(list, item);
    for (JsonNode candidate : old) {
      if (wanted != null && wanted.equals(key(list, candidate))) {
        return candidate;
      }
    }
    return null;
  }

  /** Null if a part of the key is missing. */
  private static List<JsonNode> key(SchemaNode list, JsonNode item) {
    List<JsonNode> key = new ArrayList<>();
    for (String name : list.listMapKeys()) {
      if (!item.path(name).isValueNode()) {
        return null;
      }
      key.add(item.get(name));
    }
    return key;
  }
}
