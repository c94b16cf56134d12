package dev.heel.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.files.TargetFacts;
import dev.heel.kinds.Kinds;
import dev.heel.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What manifests say of the cluster that they are for: its namespaces, Services and accounts.
 *
 * @param namespace of manifests that say none
 */
record Surroundings(List<Manifest> manifests, String namespace) {
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  String namespaceOf(Manifest manifest) {
    return manifest.namespace() == null ? namespace : manifest.namespace();
  }

  Stream<Manifest> ofKind(String kind) {
    return manifests.stream().filter(manifest -> kind.equals(manifest.kind()));
  }

  /** With the label that every namespace has (Kubernetes, "Namespaces": automatic labelling). */
  Map<String, String> labelsOf(String name) {
    Map<String, String> labels = new HashMap<>();
    ofKind("Namespace")
        .filter(each -> name.equals(each.name()))
        .forEach(each -> labels.putAll(labels(each)));
    labels.put(NAME_LABEL, name);
    return labels;
  }

  /** Its Services; how many endpoints they will have, and which pods, is for a cluster to say. */
  TargetFacts targets(String in) {
    List<TargetFacts.Service> services = new ArrayList<>();
    ofKind("Service")
        .filter(each -> namespaceOf(each).equals(in))
        .forEach(each -> services.add(new TargetFacts.Service(each.name(), labels(each), 0)));
    return new TargetFacts(services, List.of());
  }

  /** The site that an account names; empty if it is not there, or names an address instead. */
  Optional<String> site(String in, String account) {
    return ofKind(Kinds.ACCOUNT.name())
        .filter(each -> namespaceOf(each).equals(in) && account.equals(each.name()))
        .map(each -> each.json().at("/spec/site").asText(null))
        .findFirst();
  }

  boolean hasAccount(String in, String account) {
    return ofKind(Kinds.ACCOUNT.name())
        .anyMatch(each -> namespaceOf(each).equals(in) && account.equals(each.name()));
  }

  private static Map<String, String> labels(Manifest manifest) {
    Map<String, String> labels = new HashMap<>();
    JsonNode given = manifest.json().at("/metadata/labels");
    given.properties().forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
    return labels;
  }
}
