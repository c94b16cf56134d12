package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.sandbox.kubernetes.patch.Structure;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import dev.heel.schema.ResourceSchema;
import dev.heel.schema.structure.UnknownField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Field names that a kind does not have: found, refused or dropped (fieldValidation). */
final class Fields {
  private final List<String> unknown = new ArrayList<>();

  private Fields() {}

  /** Paths of the fields that the kind does not have. */
  private static List<String> unknown(ResourceType type, ObjectNode object) {
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
    return fields.unknown;
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
    List<String> problems =
        unknown(target.type(), object).stream().map(f -> "unknown field \"" + f + '"').toList();
    if (problems.isEmpty()) {
      return;
    }
    if (options.strictness() == WriteOptions.Strictness.WARN) {
      options.warnings().addAll(problems);
      return;
    }
    throw Refusal.badRequest("strict decoding error: " + String.join(", ", problems));
  }

  /**
   * The same for what a patch has made of an object, with the API server's words for that.
   *
   * @throws Refusal 422 if there are unknown fields and the request is strict
   */
  static void checkPatched(Target target, ObjectNode object, WriteOptions options) {
    try {
      check(target, object, options);
    } catch (Refusal refusal) {
      String quoted = Trees.text(TextNode.valueOf(Trees.text(object)));
      throw Refusal.invalidPatch("Invalid value: " + quoted + ": " + refusal.getMessage());
    }
  }

  /**
   * An applied object is refused for unknown fields whatever the request's strictness.
   *
   * @param namespace as the client wrote it, which is how the message names the object
   * @throws Refusal 500, as the API server does
   */
  static void checkApplied(Target target, ObjectNode applied, String namespace) {
    List<String> lines =
        unknown(target.type(), applied).stream()
            .map(field -> "." + field + ": field not declared in schema")
            .toList();
    if (!lines.isEmpty()) {
      String list = lines.size() == 1 ? lines.get(0) : "errors:\n  " + String.join("\n  ", lines);
      ResourceType type = target.type();
      String version = type.group().isEmpty() ? "/" + type.version() : type.apiVersion();
      String message =
          "failed to create typed patch object (%s/%s; %s, Kind=%s): %s"
              .formatted(namespace, target.name(), version, type.kind(), list);
      throw Refusal.of(500, "", message);
    }
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
