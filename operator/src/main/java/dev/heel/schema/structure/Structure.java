package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a schema is structural, as the API server demands of a CRD
 * (k8s.io/apiextensions-apiserver, pkg/apiserver/schema/validation.go).
 */
public final class Structure {
  /** What only the spine of a schema may say, never a branch of anyOf, oneOf, allOf or not. */
  private static final List<String> SPINE_ONLY =
      List.of(
          "type",
          "additionalProperties",
          "default",
          "title",
          "description",
          "nullable",
          "x-kubernetes-preserve-unknown-fields",
          "x-kubernetes-embedded-resource",
          "x-kubernetes-int-or-string",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-list-type",
          "x-kubernetes-map-type",
          "x-kubernetes-validations");

  private static final List<String> FORBIDDEN =
      List.of("$ref", "definitions", "dependencies", "patternProperties", "additionalItems");

  private final List<FieldError> problems = new ArrayList<>();

  private Structure() {}

  /** {@code path} is the schema's place in the CRD. */
  public static List<FieldError> problems(SchemaNode root, String path) {
    Structure structure = new Structure();
    if (!root.type().equals("object")) {
      structure.say(path + ".type", "Required value: must be object at the root");
    }
    if (root.hasAdditional()) {
      structure.say(path + ".additionalProperties", "Forbidden: must not be used at the root");
    }
    structure.visit(root, path, "object fields");
    return structure.problems;
  }

  private void say(String path, String sentence) {
    problems.add(FieldError.ofCrd(path, sentence));
  }

  private void visit(SchemaNode node, String path, String role) {
    checkType(node, path, role);
    checkKeywords(node, path);
    checkList(node, path);
    checkDefault(node, path);
    checkAlternatives(node, path);
    node.properties()
        .forEach(
            (name, below) -> visit(below, path + ".properties[" + name + "]", "object fields"));
    if (node.additional() != null) {
      visit(node.additional(), path + ".additionalProperties", "object fields");
    }
    if (node.items() != null) {
      visit(node.items(), path + ".items", "array items");
    }
  }

  private void checkType(SchemaNode node, String path, String role) {
    if (node.types().isEmpty() && !node.preservesUnknown()) {
      say(path + ".type", "Required value: must not be empty for specified " + role);
    }
    if (node.type().equals("array") && node.items() == null) {
      say(path + ".items", "Required value: must be specified");
    }
    if (node.embeddedResource() && !node.type().equals("object")) {
      say(
          path + ".type",
          "Required value: must be object if x-kubernetes-embedded-resource is true");
    }
    if (node.intOrString() && node.preservesUnknown()) {
      say(
          path + ".x-kubernetes-preserve-unknown-fields",
          "Invalid value: true: must be false if x-kubernetes-int-or-string is true");
    }
  }

  private void checkKeywords(SchemaNode node, String path) {
    FORBIDDEN.stream()
        .filter(node.raw()::has)
        .forEach(name -> say(path + "." + name, "Forbidden: " + name + " is not supported"));
    if (node.raw().path("uniqueItems").asBoolean()) {
      say(
          path + ".uniqueItems",
          "Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes"
              + " quadratic");
    }
    if (node.raw().path("additionalProperties").isBoolean()
        && !node.raw().get("additionalProperties").asBoolean()) {
      say(path + ".additionalProperties", "Forbidden: additionalProperties cannot be set to false");
    }
    if (!node.properties().isEmpty() && node.hasAdditional()) {
      say(
          path + ".additionalProperties",
          "Forbidden: additionalProperties and properties are mutual exclusive");
    }
    String pattern = node.raw().path("pattern").asText();
    if (ValueChecks.compiled(pattern) == null) {
      String value = GoText.quote(pattern);
      say(
          path + ".pattern",
          "Invalid value: " + value + ": must be a valid regular expression, but isn't");
    }
  }

  private void checkList(SchemaNode node, String path) {
    String keys = path + ".x-kubernetes-list-map-keys";
    if (!node.listType().equals("map")) {
      if (!node.listMapKeys().isEmpty()) {
        say(keys, "Forbidden: only for x-kubernetes-list-type map");
      }
      return;
    }
    if (node.listMapKeys().isEmpty()) {
      say(keys, "Required value: must not be empty if x-kubernetes-list-type is map");
    }
    for (String key : node.listMapKeys()) {
      SchemaNode property = node.items() == null ? null : node.items().properties().get(key);
      if (property == null) {
        say(
            keys,
            "Invalid value: "
                + GoText.quote(key)
                + ": entries must all be names of"
                + " item properties");
      } else if (!node.items().required().contains(key) && property.defaultValue() == null) {
        say(
            path + ".items.properties[" + key + "].default",
            "Required value: this property is in x-kubernetes-list-map-keys, so it must have a"
                + " default or be a required property");
      }
    }
  }

  private void checkDefault(SchemaNode node, String path) {
    JsonNode value = node.defaultValue();
    if (value != null) {
      for (Violation violation : SchemaValidation.of(node, value, null)) {
        say(path + ".default" + below(violation), FieldError.of(violation).detail());
      }
      for (UnknownField field : Pruning.prune(node, value.deepCopy())) {
        say(path + ".default", "Invalid value: must not have unknown fields: " + field.field());
      }
    }
  }

  private static String below(Violation violation) {
    return violation.pointer().isEmpty() ? "" : "." + violation.field();
  }

  private void checkAlternatives(SchemaNode node, String path) {
    for (Alternatives alternatives : node.alternatives()) {
      if (isIntOrStringPattern(node, alternatives)) {
        continue;
      }
      for (int i = 0; i < alternatives.branches().size(); i++) {
        String at = path + "." + alternatives.kind();
        boolean single = alternatives.kind() == Alternatives.Kind.not;
        visitBranch(alternatives.branches().get(i), single ? at : at + "[" + i + "]");
      }
    }
  }

  /** {@code anyOf: [{type: integer}, {type: string}]} is how int-or-string is written out. */
  private static boolean isIntOrStringPattern(SchemaNode node, Alternatives alternatives) {
    return node.intOrString()
        && alternatives.kind() == Alternatives.Kind.anyOf
        && alternatives.branches().stream().allMatch(branch -> branch.raw().size() == 1)
        && alternatives.branches().stream()
            .map(SchemaNode::type)
            .toList()
            .equals(List.of("integer", "string"));
  }

  private void visitBranch(SchemaNode branch, String path) {
    SPINE_ONLY.stream()
        .filter(branch.raw()::has)
        .forEach(name -> say(path + "." + name, "Forbidden: must be undefined to be structural"));
    checkAlternatives(branch, path);
    branch
        .properties()
        .forEach((name, below) -> visitBranch(below, path + ".properties[" + name + "]"));
    if (branch.items() != null) {
      visitBranch(branch.items(), path + ".items");
    }
  }
}
