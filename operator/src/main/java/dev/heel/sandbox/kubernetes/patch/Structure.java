package dev.heel.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What an OpenAPI schema says about merging at one place of an object: which lists are sets or maps
 * by keys, what is atomic (Kubernetes' "Merge strategy" of server-side apply, {@code
 * x-kubernetes-list-type}, {@code x-kubernetes-map-type}). Without a schema, objects are merged and
 * lists are atomic.
 */
public final class Structure {
  /** How the elements of a list are told apart. */
  public enum ListKind {
    ATOMIC,
    SET,
    MAP
  }

  private final JsonNode schema;
  private final UnaryOperator<JsonNode> references;

  private Structure(JsonNode schema, UnaryOperator<JsonNode> references) {
    this.schema = references.apply(schema);
    this.references = references;
  }

  /**
   * @param references gives the schema that a schema refers to by {@code $ref}, or the schema
   *     itself
   */
  public static Structure of(JsonNode schema, UnaryOperator<JsonNode> references) {
    return new Structure(schema, references);
  }

  /** Nothing is known: objects are merged, lists are atomic. */
  public static Structure unknown() {
    return new Structure(MissingNode.getInstance(), schema -> schema);
  }

  /** The schema itself; missing if nothing is known. */
  public JsonNode schema() {
    return schema;
  }

  public Structure field(String name) {
    JsonNode property = schema.path("properties").path(name);
    return new Structure(
        property.isMissingNode() ? schema.path("additionalProperties") : property, references);
  }

  public Structure item() {
    return new Structure(schema.path("items"), references);
  }

  /** Whether {@code name} is a field of a closed object, or the object is open. */
  public boolean declares(String name) {
    return schema.path("properties").has(name) || open();
  }

  /** Whether this object takes any field. */
  public boolean open() {
    return schema.isMissingNode()
        || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
        || schema.path("x-kubernetes-embedded-resource").asBoolean()
        || schema.path("additionalProperties").isObject()
        || schema.path("additionalProperties").asBoolean()
        || !schema.has("properties");
  }

  /** Whether this object is replaced as a whole. */
  public boolean atomic() {
    return schema.path("x-kubernetes-map-type").asText().equals("atomic");
  }

  public ListKind listKind() {
    return switch (schema.path("x-kubernetes-list-type").asText()) {
      case "set" -> ListKind.SET;
      case "map" -> ListKind.MAP;
      default -> ListKind.ATOMIC;
    };
  }

  public List<String> keys() {
    return Trees.texts(schema.path("x-kubernetes-list-map-keys"));
  }

  /** The key by which a strategic merge patch finds an element; empty if the list is replaced. */
  public String patchKey() {
    return schema.path("x-kubernetes-patch-merge-key").asText();
  }

  /** Whether a strategic merge patch merges this list of plain values. */
  public boolean patchMerges() {
    return schema.path("x-kubernetes-patch-strategy").asText().contains("merge");
  }

  /**
   * The path element of an element of a list that is a set or a map, as managedFields write it:
   * {@code v:"text"} or {@code k:{"name":"main"}}.
   */
  public String element(JsonNode item) {
    if (listKind() == ListKind.SET || !item.isObject()) {
      return "v:" + Trees.text(item);
    }
    ObjectNode key = Trees.object();
    for (String name : keys()) {
      key.set(name, item.has(name) ? item.get(name) : defaultOf(name));
    }
    return "k:" + Trees.sortedText(key);
  }

  private JsonNode defaultOf(String key) {
    JsonNode given = item().field(key).schema.path("default");
    return given.isMissingNode() ? NullNode.getInstance() : given;
  }
}
