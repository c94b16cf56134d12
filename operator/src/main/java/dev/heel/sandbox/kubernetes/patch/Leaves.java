package dev.heel.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object taken apart into the smallest things that can have an owner of their own, each with its
 * path in managedFields' words ({@code f:spec}, {@code k:{"name":"main"}}, {@code v:"finalizer"}).
 */
public final class Leaves {
  private final Map<List<String>, JsonNode> found = new LinkedHashMap<>();

  private Leaves() {}

  /** Path to value; an element of a keyed list stands for itself beside its fields. */
  public static Map<List<String>, JsonNode> of(JsonNode object, Structure structure) {
    Leaves leaves = new Leaves();
    for (String name : Trees.names(object)) {
      leaves.walk(List.of("f:" + name), object.get(name), structure.field(name));
    }
    return leaves.found;
  }

  private void walk(List<String> path, JsonNode value, Structure structure) {
    if (value.isObject() && !value.isEmpty() && !structure.atomic()) {
      for (String name : Trees.names(value)) {
        walk(with(path, "f:" + name), value.get(name), structure.field(name));
      }
    } else if (value.isArray()
        && !value.isEmpty()
        && structure.listKind() != Structure.ListKind.ATOMIC) {
      elements(path, value, structure);
    } else {
      found.put(path, value);
    }
  }

  private void elements(List<String> path, JsonNode list, Structure structure) {
    for (JsonNode item : list) {
      List<String> place = with(path, structure.element(item));
      found.put(place, BooleanNode.TRUE);
      if (structure.listKind() == Structure.ListKind.MAP) {
        for (String name : Trees.names(item)) {
          walk(with(place, "f:" + name), item.get(name), structure.item().field(name));
        }
      }
    }
  }

  private static List<String> with(List<String> path, String element) {
    List<String> longer = new ArrayList<>(path);
    longer.add(element);
    return List.copyOf(longer);
  }
}
