package dev.heel.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.heel.schema.structure.SchemaNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a schema as CEL sees it: its type, and the parts below. Built as Kubernetes builds it
 * (k8s.io/apiserver, pkg/cel/common/schemas.go): what has no type of its own is not there for a
 * rule, open objects show their declared fields only.
 *
 * @param schema the node that it stands for
 * @param type its CEL type
 * @param fields of an object with declared fields, by their names as CEL writes them
 * @param element of the items of a list or the values of a map; null elsewhere
 */
record CelShape(SchemaNode schema, CelType type, Map<String, CelShape> fields, CelShape element) {

  /** Null if rules cannot see values of this schema. */
  static CelShape of(SchemaNode schema, boolean resource, CelTypes types) {
    if (schema.intOrString()) {
      return scalar(schema, SimpleType.DYN);
    }
    return switch (schema.type()) {
      case "object" ->
          schema.additional() == null
              ? object(schema, resource, types)
              : collection(schema, schema.additional(), types);
      case "array" -> collection(schema, schema.items(), types);
      case "string" -> scalar(schema, CelValues.textType(schema));
      case "boolean" -> scalar(schema, SimpleType.BOOL);
      case "number" -> scalar(schema, SimpleType.DOUBLE);
      case "integer" -> scalar(schema, SimpleType.INT);
      default -> null;
    };
  }

  private static CelShape scalar(SchemaNode schema, CelType type) {
    return new CelShape(schema, type, Map.of(), null);
  }

  private static CelShape collection(SchemaNode schema, SchemaNode below, CelTypes types) {
    CelShape element = of(below, below.embeddedResource(), types);
    if (element == null) {
      return null;
    }
    CelType type =
        schema.type().equals("array")
            ? ListType.create(element.type())
            : MapType.create(SimpleType.STRING, element.type());
    return new CelShape(schema, type, Map.of(), element);
  }

  private static CelShape object(SchemaNode schema, boolean resource, CelTypes types) {
    Map<String, SchemaNode> properties = new LinkedHashMap<>(schema.properties());
    if (resource) {
      properties.putAll(CelTypes.RESOURCE.properties());
    }
    Map<String, CelShape> fields = new LinkedHashMap<>();
    properties.forEach(
        (name, property) -> {
          CelShape field = of(property, property.embeddedResource(), types);
          String escaped = CelTypes.escape(name);
          if (field != null && escaped != null) {
            fields.put(escaped, field);
          }
        });
    return new CelShape(schema, types.add(fields), fields, null);
  }

  /** The shape below a property; null if rules cannot see it. */
  CelShape field(String name) {
    String escaped = CelTypes.escape(name);
    return escaped == null ? null : fields.get(escaped);
  }

  /** A JSON value as CEL computes with it. */
  Object value(JsonNode json) {
    if (json.isNull()) {
      return CelValues.NULL;
    }
    if (element != null) {
      return json.isArray() ? list(json) : map(json);
    }
    return json.isObject() ? struct(json) : CelValues.scalar(json, type);
  }

  private List<Object> list(JsonNode json) {
    return SchemaNode.list(json).stream().map(element::value).toList();
  }

  private Map<String, Object> map(JsonNode json) {
    Map<String, Object> values = new LinkedHashMap<>();
    json.properties().forEach(entry -> values.put(entry.getKey(), element.value(entry.getValue())));
    return values;
  }

  private Map<String, Object> struct(JsonNode json) {
    Map<String, Object> values = new LinkedHashMap<>();
    json.properties()
        .forEach(
            entry -> {
              String escaped = CelTypes.escape(entry.getKey());
              CelShape field = escaped == null ? null : fields.get(escaped);
              if (field != null) {
                values.put(escaped, field.value(entry.getValue()));
              }
            });
    return values;
  }

  /** The struct type with these fields. */
  @SuppressWarnings("Immutable") // Nobody changes the fields once a shape is made.
  static StructType struct(String name, Map<String, CelShape> fields) {
    return StructType.create(
        name,
        ImmutableSet.copyOf(fields.keySet()),
        field -> Optional.ofNullable(fields.get(field)).map(CelShape::type));
  }
}
