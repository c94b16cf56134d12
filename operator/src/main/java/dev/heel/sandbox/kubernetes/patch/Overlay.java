package dev.heel.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lays an applied object over a live one, as server-side apply merges. */
final class Overlay {
  private Overlay() {}

  static JsonNode merge(JsonNode live, JsonNode applied, Structure structure) {
    if (live instanceof ObjectNode base && applied.isObject() && !structure.atomic()) {
      ObjectNode merged = base.deepCopy();
      for (String name : Trees.names(applied)) {
        JsonNode value = applied.get(name);
        JsonNode old = base.get(name);
        merged.set(name, old == null ? value : merge(old, value, structure.field(name)));
      }
      return merged;
    }
    if (live.isArray() && applied.isArray() && structure.listKind() != Structure.ListKind.ATOMIC) {
      return mergeLists(live, applied, structure);
    }
    return applied;
  }

  /** The applied order wins; elements that only the live list has keep their places between. */
  private static ArrayNode mergeLists(JsonNode live, JsonNode applied, Structure structure) {
    Map<String, JsonNode> before = byElement(live, structure);
    Map<String, JsonNode> after = byElement(applied, structure);
    Map<String, JsonNode> merged = new LinkedHashMap<>();
    var rest = after.entrySet().iterator();
    for (var old : before.entrySet()) {
      if (!after.containsKey(old.getKey())) {
        merged.put(old.getKey(), old.getValue());
      } else if (!merged.containsKey(old.getKey())) {
        while (rest.hasNext() && !merged.containsKey(old.getKey())) {
          var next = rest.next();
          merged.put(next.getKey(), mergeElement(before.get(next.getKey()), next, structure));
        }
      }
    }
    rest.forEachRemaining(
        next ->
            merged.put(next.getKey(), mergeElement(before.get(next.getKey()), next, structure)));
    return Trees.array().addAll(merged.values());
  }

  private static JsonNode mergeElement(
      JsonNode old, Map.Entry<String, JsonNode> applied, Structure structure) {
    return old == null ? applied.getValue() : merge(old, applied.getValue(), structure.item());
  }

  private static Map<String, JsonNode> byElement(JsonNode list, Structure structure) {
    Map<String, JsonNode> elements = new LinkedHashMap<>();
    list.forEach(item -> elements.put(structure.element(item), item));
    return elements;
  }
}
