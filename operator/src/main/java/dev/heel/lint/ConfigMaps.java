package dev.heel.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.manifest.Manifest;
import dev.heel.resource.NamespacedName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ConfigMaps among manifests, by what checks name of them. */
public final class ConfigMaps {
  private final Map<NamespacedName, Manifest> maps = new HashMap<>();

  public ConfigMaps(List<Manifest> manifests) {
    manifests.stream()
        .filter(manifest -> "ConfigMap".equals(manifest.kind()))
        .forEach(manifest -> maps.put(manifest.namespacedName(), manifest));
  }

  /** Whether the ConfigMap itself is there. */
  public boolean has(String namespace, ConfigMapEntry entry) {
    return maps.containsKey(new NamespacedName(namespace, entry.name()));
  }

  /** What an entry holds, from data or binaryData; empty if there is none, or no Base64. */
  public Optional<byte[]> bytes(String namespace, ConfigMapEntry entry) {
    Manifest map = maps.get(new NamespacedName(namespace, entry.name()));
    return map == null ? Optional.empty() : bytes(map.json(), entry.key());
  }

  private static Optional<byte[]> bytes(JsonNode map, String key) {
    JsonNode plain = map.path("data").path(key);
    JsonNode encoded = map.path("binaryData").path(key);
    if (plain.isTextual()) {
      return Optional.of(plain.textValue().getBytes(StandardCharsets.UTF_8));
    }
    try {
      return encoded.isTextual()
          ? Optional.of(Base64.getMimeDecoder().decode(encoded.textValue()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
