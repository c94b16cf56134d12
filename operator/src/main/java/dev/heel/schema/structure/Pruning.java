package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes the fields out of an object that its schema does not have, and remembers which. */
public final class Pruning {
  private static final Set<String> META = Set.of("apiVersion", "kind", "metadata");

  private final List<UnknownField> unknown = new ArrayList<>();

  private Pruning() {}

  /** Changes {@code resource}; returns what was taken out. */
  public static List<UnknownField> prune(SchemaNode schema, JsonNode resource) {
    Pruning pruning = new Pruning();
    pruning.visit(schema, resource, Location.ROOT);
    return pruning.unknown;
  }

  private void visit(SchemaNode schema, JsonNode value, Location at) {
    if (value.isObject()) {
      visitFields(schema, (ObjectNode) value, at);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        visitItem(schema, value.get(i), at.item(i));
      }
    }
  }

  /** In an open list only what is known of its items is looked at. */
  private void visitItem(SchemaNode list, JsonNode item, Location at) {
    if (list == null || list.items() != null) {
      visit(list == null ? null : list.items(), item, at);
    } else if (!list.preservesUnknown()) {
      visit(null, item, at);
    }
  }

  private void visitFields(SchemaNode schema, ObjectNode object, Location at) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      Location below = at.field(name);
      if (schema != null && schema.properties().containsKey(name) && !isMeta(schema, name, at)) {
        visit(schema.properties().get(name), object.get(name), below);
      } else if (schema != null && schema.hasAdditional()) {
        visit(schema.additional(), object.get(name), below);
      } else if (!isMeta(schema, name, at) && (schema == null || !schema.preservesUnknown())) {
        object.remove(name);
        unknown.add(new UnknownField(below.pointer(), known(schema)));
      }
    }
  }

  private static boolean isMeta(SchemaNode schema, String name, Location at) {
    return META.contains(name) && (at.isRoot() || (schema != null && schema.embeddedResource()));
  }

  private static Set<String> known(SchemaNode schema) {
    return schema == null ? Set.of() : schema.properties().keySet();
  }
}
