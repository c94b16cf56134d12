package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.kubernetes.type.ResourceType;

/**
 * Where an object lies.
 *
 * @param storage {@link ResourceType#storage()}
 * @param namespace empty for cluster-wide kinds
 * @param name the object's name
 */
public record Key(String storage, String namespace, String name) {
  public static Key of(ResourceType type, String namespace, String name) {
    return new Key(type.storage(), type.namespaced() ? namespace : "", name);
  }

  public static Key of(ResourceType type, JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return of(type, metadata.path("namespace").asText(), metadata.path("name").asText());
  }

  /** Orders objects as etcd does: by namespace, then by name. */
  String place() {
    return namespace + "/" + name;
  }
}
