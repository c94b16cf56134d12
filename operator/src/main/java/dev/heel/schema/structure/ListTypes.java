package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists of type {@code set} hold no value twice, lists of type {@code map} no key twice. */
public final class ListTypes {
  private final List<Violation> found = new ArrayList<>();

  private ListTypes() {}

  public static List<Violation> check(SchemaNode schema, JsonNode object) {
    ListTypes lists = new ListTypes();
    lists.visit(schema, object, Location.ROOT);
    return lists.found;
  }

  private void visit(SchemaNode schema, JsonNode value, Location at) {
    if (schema == null) {
      return;
    }
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              entry ->
                  visit(
                      schema.field(entry.getKey()),
                      entry.getValue(),
                      at.below(schema, entry.getKey())));
    } else if (value.isArray()) {
      checkList(schema, value, at);
      for (int i = 0; i < value.size(); i++) {
        visit(schema.items(), value.get(i), at.item(i));
      }
    }
  }

  private void checkList(SchemaNode schema, JsonNode list, Location at) {
    if (schema.listType().equals("set")) {
      checkUnique(SchemaNode.list(list), at);
    } else if (schema.listType().equals("map")) {
      for (int i = 0; i < list.size(); i++) {
        if (!list.get(i).isObject() && !list.get(i).isNull()) {
          found.add(Violation.unlimited(at.item(i), Keyword.OBJECT_ITEMS, list.get(i)));
          return;
        }
      }
      checkUnique(SchemaNode.list(list).stream().map(item -> key(schema, item)).toList(), at);
    }
  }

  /** A value that occurs many times is reported once, where it occurs the second time. */
  private void checkUnique(List<JsonNode> values, Location at) {
    Set<String> seen = new HashSet<>();
    Set<String> reported = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      String text = GoText.json(values.get(i));
      if (!seen.add(text) && reported.add(text)) {
        found.add(Violation.unlimited(at.item(i), Keyword.UNIQUE_ITEMS, values.get(i)));
      }
    }
  }

  private static JsonNode key(SchemaNode schema, JsonNode item) {
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    for (String name : schema.listMapKeys()) {
      if (item.has(name)) {
        key.set(name, item.get(name));
      }
    }
    return key;
  }
}
