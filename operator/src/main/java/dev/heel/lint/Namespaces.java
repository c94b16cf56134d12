package dev.heel.lint;

import dev.heel.manifest.Manifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels that namespaces have by the manifests. */
final class Namespaces {
  private static final String NAME = "kubernetes.io/metadata.name";

  private final Map<String, Map<String, String>> labels = new HashMap<>();

  Namespaces(List<Manifest> manifests) {
    for (Manifest manifest : manifests) {
      if ("Namespace".equals(manifest.kind()) && manifest.name() != null) {
        Map<String, String> all = labels.computeIfAbsent(manifest.name(), name -> new HashMap<>());
        manifest
            .json()
            .at("/metadata/labels")
            .properties()
            .forEach(label -> all.put(label.getKey(), label.getValue().asText()));
      }
    }
  }

  /** With the one label that every namespace has, which is all if no manifest has it. */
  Map<String, String> labels(String namespace) {
    Map<String, String> all = new HashMap<>(labels.getOrDefault(namespace, Map.of()));
    all.put(NAME, namespace);
    return all;
  }
}
