package dev.heel.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Kubernetes' strategic merge patch ("Update API Objects in Place Using kubectl patch"): lists with
 * a merge key are merged element by element; {@code $patch}, {@code $retainKeys}, {@code
 * $deleteFromPrimitiveList} and {@code $setElementOrder} are understood.
 */
public final class StrategicMerge {
  private static final String DELETE_PRIMITIVES = "$deleteFromPrimitiveList/";
  private static final String ORDER = "$setElementOrder/";

  private StrategicMerge() {}

  /** A new object: {@code target} with {@code patch} merged in. */
  public static ObjectNode merge(JsonNode target, JsonNode patch, Structure structure) {
    String directive = patch.path("$patch").asText();
    if (directive.equals("delete")) {
      return Trees.object();
    }
    ObjectNode result =
        target instanceof ObjectNode object && !directive.equals("replace")
            ? object.deepCopy()
            : Trees.object();
    retain(result, patch.path("$retainKeys"));
    for (String name : Trees.names(patch)) {
      if (name.startsWith(DELETE_PRIMITIVES)) {
        String list = name.substring(DELETE_PRIMITIVES.length());
        result.set(list, without(result.path(list), patch.get(name)));
      } else if (!name.startsWith("$")) {
        field(result, name, patch.get(name), structure.field(name));
      }
    }
    order(result, patch, structure);
    return result;
  }

  private static void field(ObjectNode result, String name, JsonNode value, Structure structure) {
    if (value.isNull()) {
      result.remove(name);
    } else if (value.isObject()) {
      result.set(name, merge(result.path(name), value, structure));
    } else if (value.isArray() && !structure.patchKey().isEmpty()) {
      result.set(name, mergeByKey(result.path(name), value, structure));
    } else if (value.isArray() && structure.patchMerges()) {
      ArrayNode added = without(result.path(name), value);
      result.set(name, added.addAll((ArrayNode) value));
    } else {
      result.set(name, value);
    }
  }

  private static void retain(ObjectNode result, JsonNode keys) {
    if (keys.isArray()) {
      result.retain(Trees.texts(keys));
    }
  }

  private static ArrayNode mergeByKey(JsonNode live, JsonNode patch, Structure structure) {
    String key = structure.patchKey();
    ArrayNode result = Trees.array();
    boolean replace = contains(patch, "$patch", "replace");
    if (!replace) {
      live.forEach(result::add);
    }
    for (JsonNode element : patch) {
      int at = indexOf(result, key, element.path(key));
      String directive = element.path("$patch").asText();
      if (directive.equals("delete")) {
        if (at >= 0) {
          result.remove(at);
        }
      } else if (!directive.equals("replace")) {
        JsonNode merged =
            merge(at < 0 ? Trees.object() : result.get(at), element, structure.item());
        if (at < 0) {
          result.add(merged);
        } else {
          result.set(at, merged);
        }
      }
    }
    return result;
  }

  private static boolean contains(JsonNode list, String name, String value) {
    for (JsonNode element : list) {
      if (element.path(name).asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static int indexOf(ArrayNode list, String key, JsonNode value) {
    for (int i = 0; i < list.size(); i++) {
      if (Objects.equals(list.get(i).path(key), value)) {
        return i;
      }
    }
    return -1;
  }

  private static ArrayNode without(JsonNode list, JsonNode values) {
    ArrayNode kept = Trees.array();
    List<JsonNode> unwanted = new ArrayList<>();
    values.forEach(unwanted::add);
    list.forEach(
        item -> {
          if (!unwanted.contains(item)) {
            kept.add(item);
          }
        });
    return kept;
  }

  /** Elements named in the order come in it; the others follow as they stood. */
  private static void order(ObjectNode result, JsonNode patch, Structure structure) {
    for (String name : Trees.names(patch)) {
      String list = name.startsWith(ORDER) ? name.substring(ORDER.length()) : "";
      if (!(result.get(list) instanceof ArrayNode present)) {
        continue;
      }
      String key = structure.field(list).patchKey();
      ArrayNode sorted = Trees.array();
      for (JsonNode wanted : patch.get(name)) {
        for (JsonNode item : present) {
          if (key.isEmpty() ? item.equals(wanted) : item.path(key).equals(wanted.path(key))) {
            sorted.add(item);
          }
        }
      }
      result.set(list, sorted.addAll(without(present, sorted)));
    }
  }
}
