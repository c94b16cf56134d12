package dev.heel.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** Which object a manifest speaks of; an object without a namespace has null. */
public record ObjectKey(String apiVersion, String kind, String namespace, String name) {
  public static ObjectKey of(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return new ObjectKey(
        object.path("apiVersion").asText(),
        object.path("kind").asText(),
        metadata.path("namespace").asText(null),
        metadata.path("name").asText());
  }

  @Override
  public String toString() {
    return kind + " " + (namespace == null ? "" : namespace + "/") + name;
  }
}
