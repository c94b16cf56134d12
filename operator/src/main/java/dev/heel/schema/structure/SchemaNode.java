package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One node of a CRD's schema: what it says of a value, and the nodes of the values below it. */
public final class SchemaNode {
  private final JsonNode raw;
  private final List<String> types;
  private final JsonNode defaultValue;
  private final List<String> required;
  private final List<Rule> rules;
  private final Map<String, SchemaNode> properties = new LinkedHashMap<>();
  private final SchemaNode additional;
  private final SchemaNode items;
  private final ValueChecks checks;
  private final List<Alternatives> alternatives;

  public SchemaNode(JsonNode raw) {
    this.raw = raw;
    this.types = types(raw);
    this.defaultValue = raw.hasNonNull("default") ? raw.get("default") : null;
    this.required = texts(raw.path("required"));
    this.rules = list(raw.path("x-kubernetes-validations")).stream().map(Rule::of).toList();
    raw.path("properties")
        .properties()
        .forEach(entry -> properties.put(entry.getKey(), new SchemaNode(entry.getValue())));
    this.additional = child("additionalProperties");
    this.items = child("items");
    this.checks = ValueChecks.of(this);
    this.alternatives = Alternatives.of(raw);
  }

  private SchemaNode child(String name) {
    return raw.path(name).isObject() ? new SchemaNode(raw.get(name)) : null;
  }

  private static List<String> types(JsonNode raw) {
    if (raw.path("x-kubernetes-int-or-string").asBoolean()) {
      return List.of("integer", "string");
    }
    return raw.hasNonNull("type") ? List.of(raw.get("type").asText()) : List.of();
  }

  static List<String> texts(JsonNode array) {
    return list(array).stream().map(JsonNode::asText).toList();
  }

  public static List<JsonNode> list(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all;
  }

  /** The schema as written, for what is read only once. */
  public JsonNode raw() {
    return raw;
  }

  /** The single declared type; empty if there is none, or for int-or-string. */
  public String type() {
    return types.size() == 1 ? types.get(0) : "";
  }

  /** None means that any type is right; two mean int-or-string. */
  List<String> types() {
    return types;
  }

  boolean nullable() {
    return raw.path("nullable").asBoolean();
  }

  /** Null if there is none. */
  JsonNode defaultValue() {
    return defaultValue;
  }

  List<String> required() {
    return required;
  }

  public Map<String, SchemaNode> properties() {
    return properties;
  }

  /** Whether any key may stand here, with or without a schema for its value. */
  boolean hasAdditional() {
    return additional != null || raw.path("additionalProperties").asBoolean();
  }

  /** The schema of values under keys that are not properties; null if there is none. */
  public SchemaNode additional() {
    return additional;
  }

  /** Null if there is none. */
  public SchemaNode items() {
    return items;
  }

  public List<Rule> rules() {
    return rules;
  }

  ValueChecks checks() {
    return checks;
  }

  List<Alternatives> alternatives() {
    return alternatives;
  }

  public boolean intOrString() {
    return raw.path("x-kubernetes-int-or-string").asBoolean();
  }

  boolean preservesUnknown() {
    return raw.path("x-kubernetes-preserve-unknown-fields").asBoolean();
  }

  public boolean embeddedResource() {
    return raw.path("x-kubernetes-embedded-resource").asBoolean();
  }

  /** {@code atomic}, {@code set}, {@code map}, or empty. */
  String listType() {
    return raw.path("x-kubernetes-list-type").asText();
  }

  List<String> listMapKeys() {
    return texts(raw.path("x-kubernetes-list-map-keys"));
  }

  /** The schema of the value under a key; null if the key is unknown or open. */
  public SchemaNode field(String name) {
    SchemaNode known = properties.get(name);
    return known != null ? known : additional;
  }

  Stream<SchemaNode> children() {
    return Stream.of(properties.values(), present(additional), present(items))
        .flatMap(Collection::stream);
  }

  private static List<SchemaNode> present(SchemaNode node) {
    return node == null ? List.of() : List.of(node);
  }

  /** Whether this node or one below it has CEL rules. */
  public boolean hasRules() {
    return !rules.isEmpty() || children().anyMatch(SchemaNode::hasRules);
  }
}
