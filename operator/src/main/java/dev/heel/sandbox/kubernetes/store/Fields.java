package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Structure;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import dev.heel.schema.ResourceSchema;
import dev.heel.schema.UnknownField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Field names that a kind does not have: found, refused or dropped (fieldValidation). */
final class Fields {
  private final List<String> unknown = new ArrayList<>();

  private Fields() {}

  /** {@code unknown field "spec.deletionPolcy"} for each field that the kind does not have. */
  static List<String> problems(ResourceType type, ObjectNode object) {
    Fields fields = new Fields();
    Optional<ResourceSchema> schema = type.schema();
    if (schema.isPresent()) {
      fields.walk("metadata", object.path("metadata"), type.structure().field("metadata"), false);
      schema.get().unknownFields(object).stream()
          .map(UnknownField::field)
          .filter(field -> !field.matches("apiVersion|kind|metadata(\\..*)?"))
          .forEach(fields.unknown::add);
    } else {
      fields.walk("", object, type.structure(), false);
    }
    return fields.unknown.stream().map(field -> "unknown field \"" + field + '"').toList();
  }

  /** The object without such fields. */
  static ObjectNode prune(ResourceType type, ObjectNode object) {
    Optional<ResourceSchema> schema = type.schema();
    ObjectNode pruned =
        schema.isPresent() ? (ObjectNode) schema.get().prune(object) : object.deepCopy();
    JsonNode metadata = object.path("metadata").deepCopy();
    pruned.put("apiVersion", object.path("apiVersion").asText());
    pruned.put("kind", object.path("kind").asText());
    if (metadata.isObject()) {
      pruned.set("metadata", metadata);
    }
    Structure structure = type.structure();
    if (schema.isPresent()) {
      new Fields().walk("metadata", metadata, structure.field("metadata"), true);
    } else {
      new Fields().walk("", pruned, structure, true);
    }
    return pruned;
  }

  /**
   * @throws Refusal 400 if there are unknown fields and the request is strict
   */
  static void check(Target target, ObjectNode object, WriteOptions options) {
    if (options.strictness() == WriteOptions.Strictness.IGNORE) {
      return;
    }
    List<String> problems = problems(target.type(), object);
    if (problems.isEmpty()) {
      return;
    }
    if (options.strictness() == WriteOptions.Strictness.WARN) {
      options.warnings().addAll(problems);
      return;
    }
    throw Refusal.badRequest("strict decoding error: " + String.join(", ", problems));
  }

  private void walk(String path, JsonNode node, Structure structure, boolean drop) {
    if (node instanceof ObjectNode object) {
      for (String name : Trees.names(object)) {
        String below = path.isEmpty() ? name : path + "." + name;
        if (!structure.declares(name)) {
          unknown.add(below);
          if (drop) {
            object.remove(name);
          }
        } else {
          walk(below, object.get(name), structure.field(name), drop);
        }
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(path + "[" + i + "]", node.get(i), structure.item(), drop);
      }
    }
  }
}
