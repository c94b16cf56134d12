package dev.heel.sandbox.kubernetes.type;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Structure;
import dev.heel.sandbox.kubernetes.patch.Trees;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.runtime.RawExtension;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** OpenAPI schemas of the built-in kinds, read from the classes of the Kubernetes client. */
public final class Models {
  private static final String REF = "#/components/schemas/";
  private static final Map<String, ObjectNode> COMPONENTS = new ConcurrentHashMap<>();

  private Models() {}

  /** The structure of a kind, for merging. */
  static Structure structure(Class<?> model) {
    return Structure.of(reference(model), Models::resolve);
  }

  /** The schema that {@code {"$ref": …}} names; any other schema is given back. */
  public static JsonNode resolve(JsonNode schema) {
    String ref = schema.path("$ref").asText();
    return ref.isEmpty() ? schema : COMPONENTS.get(ref.substring(REF.length()));
  }

  /** {@code {"$ref": …}} to metadata's schema. */
  public static ObjectNode metadata() {
    return reference(ObjectMeta.class);
  }

  /** Every schema so far, by name. */
  public static Map<String, ObjectNode> components() {
    return new TreeMap<>(COMPONENTS);
  }

  /** {@code {"$ref": …}} to the schema of {@code model}, which is made if need be. */
  private static ObjectNode reference(Class<?> model) {
    String name = componentName(model);
    if (COMPONENTS.putIfAbsent(name, Trees.object()) == null) {
      fill(COMPONENTS.get(name), model);
    }
    return Trees.object().put("$ref", REF + name);
  }

  static String componentName(Class<?> model) {
    return model.getName().replace("io.fabric8.kubernetes.api.model", "io.k8s.api");
  }

  private static void fill(ObjectNode schema, Class<?> model) {
    schema.put("type", "object");
    if (MergeRules.atomic(model.getSimpleName())) {
      schema.put("x-kubernetes-map-type", "atomic");
    }
    ObjectNode properties = schema.putObject("properties");
    var bean = Trees.MAPPER.getSerializationConfig();
    for (BeanPropertyDefinition property :
        bean.introspect(bean.constructType(model)).findProperties()) {
      if (property.getName().equals("additionalProperties") || property.getPrimaryType() == null) {
        continue;
      }
      ObjectNode type = schemaOf(property.getPrimaryType());
      MergeRules.apply(model.getSimpleName(), property.getName(), type);
      properties.set(property.getName(), type);
    }
    if (properties.isEmpty()) {
      schema.put("x-kubernetes-preserve-unknown-fields", true);
    }
  }

  private static ObjectNode schemaOf(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (Map.class.isAssignableFrom(raw)) {
      ObjectNode map = Trees.object().put("type", "object");
      map.set("additionalProperties", schemaOf(type.getContentType()));
      return map;
    }
    if (Collection.class.isAssignableFrom(raw)) {
      ObjectNode list = Trees.object().put("type", "array");
      list.set("items", schemaOf(type.getContentType()));
      return list;
    }
    if (raw == IntOrString.class) {
      return Trees.object().put("x-kubernetes-int-or-string", true);
    }
    if (raw == Object.class || raw == RawExtension.class || raw.isInterface() || isTree(raw)) {
      return Trees.object().put("x-kubernetes-preserve-unknown-fields", true);
    }
    return scalar(raw);
  }

  private static ObjectNode scalar(Class<?> raw) {
    ObjectNode schema = Trees.object();
    if (raw == String.class || raw == Quantity.class || raw.isEnum()) {
      return schema.put("type", "string");
    }
    if (raw == Boolean.class || raw == boolean.class) {
      return schema.put("type", "boolean");
    }
    if (raw == Integer.class || raw == int.class) {
      return schema.put("type", "integer").put("format", "int32");
    }
    if (raw == Long.class || raw == long.class) {
      return schema.put("type", "integer").put("format", "int64");
    }
    if (Number.class.isAssignableFrom(raw) || raw.isPrimitive()) {
      return schema.put("type", "number");
    }
    return raw.getSimpleName().equals("MicroTime") ? schema.put("type", "string") : reference(raw);
  }

  private static boolean isTree(Class<?> raw) {
    return JsonNode.class.isAssignableFrom(raw)
        || raw.getSimpleName().startsWith("JSONSchemaProps");
  }
}
