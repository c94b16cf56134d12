package dev.heel.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.kinds.Crds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Objects made from the CRDs' schemas, with every field that they know, and what goes wrong. */
final class SchemaExamples {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SchemaExamples() {}

  /** One object of each kind: all of its fields, each with a value of its type. */
  static List<ObjectNode> all() {
    return Crds.all().stream().map(SchemaExamples::of).toList();
  }

  private static ObjectNode of(JsonNode crd) {
    ObjectNode object = NODES.objectNode();
    object.put("apiVersion", Crds.API_VERSION).put("kind", crd.at("/spec/names/kind").asText());
    object.putObject("metadata").put("name", "example").put("namespace", "home");
    JsonNode spec = crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    object.set("spec", value(spec));
    return object;
  }

  private static JsonNode value(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.path("enum").get(0);
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema);
      case "array" -> NODES.arrayNode().add(value(schema.path("items")));
      case "string" -> NODES.textNode("1h");
      case "integer" -> NODES.numberNode(1);
      case "number" -> NODES.numberNode(1.5);
      case "boolean" -> NODES.booleanNode(true);
      default -> NODES.objectNode().put("any", "thing");
    };
  }

  private static JsonNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(e -> object.set(e.getKey(), value(e.getValue())));
    if (schema.path("additionalProperties").isObject()) {
      object.set("key", value(schema.path("additionalProperties")));
    }
    return object.isEmpty() ? object.put("any", "thing") : object;
  }

  /** The object with each of its values, one after the other, left out or made into another. */
  static Stream<ObjectNode> mutants(ObjectNode object) {
    return pointers(object, "").stream().flatMap(pointer -> mutants(object, pointer));
  }

  private static Stream<ObjectNode> mutants(ObjectNode object, String pointer) {
    return Stream.concat(
        Stream.of(without(object, pointer)),
        others().stream().map(other -> with(object, pointer, other)));
  }

  /** Null, and one of each type, with nulls and other types in them. */
  private static List<JsonNode> others() {
    ArrayNode odd = NODES.arrayNode().addNull().add("x").add(1);
    odd.addObject().putNull("name");
    odd.addArray().addNull();
    ObjectNode holed = NODES.objectNode().putNull("name");
    holed.putArray("items").addNull();
    return List.of(
        NODES.nullNode(),
        NODES.textNode("$(DatadogMonitor/example) %%host%% {{#is_alert}}"),
        NODES.numberNode(-7),
        odd,
        holed);
  }

  private static List<String> pointers(JsonNode node, String at) {
    List<String> pointers = new ArrayList<>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        pointers.add(at + "/" + i);
        pointers.addAll(pointers(node.get(i), at + "/" + i));
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      pointers.add(at + "/" + field.getKey());
      pointers.addAll(pointers(field.getValue(), at + "/" + field.getKey()));
    }
    return pointers;
  }

  private static ObjectNode without(ObjectNode object, String pointer) {
    ObjectNode copy = object.deepCopy();
    JsonNode parent = copy.at(pointer.substring(0, pointer.lastIndexOf('/')));
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    if (parent instanceof ArrayNode list) {
      list.remove(Integer.parseInt(last));
    } else {
      ((ObjectNode) parent).remove(last);
    }
    return copy;
  }

  private static ObjectNode with(ObjectNode object, String pointer, JsonNode value) {
    ObjectNode copy = object.deepCopy();
    JsonNode parent = copy.at(pointer.substring(0, pointer.lastIndexOf('/')));
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(last), value);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
    return copy;
  }
}
