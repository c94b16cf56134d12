package dev.heel.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Takes fields out of an object; what becomes empty by that goes too. */
final class Removal {
  private Removal() {}

  static void remove(JsonNode node, List<String> path, Structure structure) {
    if (path.isEmpty()) {
      return;
    }
    if (node instanceof ObjectNode object) {
      removeField(object, path, structure);
    } else if (node instanceof ArrayNode list) {
      removeElement(list, path, structure);
    }
  }

  private static void removeField(ObjectNode object, List<String> path, Structure structure) {
    String name = path.get(0).substring(2);
    JsonNode child = object.get(name);
    if (child == null) {
      return;
    }
    if (path.size() == 1) {
      object.remove(name);
      return;
    }
    remove(child, path.subList(1, path.size()), structure.field(name));
    if (child.isContainerNode() && child.isEmpty()) {
      object.remove(name);
    }
  }

  private static void removeElement(ArrayNode list, List<String> path, Structure structure) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (!structure.element(list.get(i)).equals(path.get(0))) {
        continue;
      }
      if (path.size() == 1) {
        list.remove(i);
      } else {
        remove(list.get(i), path.subList(1, path.size()), structure.item());
      }
    }
  }
}
