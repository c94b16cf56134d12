package dev.heel.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** CRDs with one interesting part. */
final class Crds {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private Crds() {}

  /** Lenient JSON: single quotes, bare names. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A CRD, version v1, whose spec has this schema. */
  static JsonNode withSpec(String spec) {
    ObjectNode crd = (ObjectNode) json("{spec: {versions: [{name: 'v1', schema: {}}]}}");
    ObjectNode schema = (ObjectNode) crd.at("/spec/versions/0/schema");
    ObjectNode root = schema.putObject("openAPIV3Schema").put("type", "object");
    root.putObject("properties").set("spec", json(spec));
    return crd;
  }

  static ResourceSchema schema(String spec) {
    return CrdSchema.of(withSpec(spec), "v1");
  }

  /** A resource with this spec. */
  static JsonNode object(String spec) {
    ObjectNode object = (ObjectNode) json("{metadata: {name: 'a'}}");
    object.set("spec", json(spec));
    return object;
  }
}
