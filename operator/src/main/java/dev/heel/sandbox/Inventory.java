package dev.heel.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.kinds.Crds;
import dev.heel.manifest.Manifest;
import dev.heel.resource.HeelResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a folder of manifests puts into a sandbox, in an order that an API server takes: what others
 * need comes first. What every cluster would have and the folder does not is added, and told.
 *
 * @param objects in the order in which they are applied
 * @param added what was added, in a sentence each
 */
public record Inventory(List<JsonNode> objects, List<String> added) {
  private static final List<String> FIRST =
      List.of(
          "CustomResourceDefinition",
          "Namespace",
          "ServiceAccount",
          "Secret",
          "ConfigMap",
          "DatadogAccount");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Of manifests in the order in which they were read. */
  public static Inventory of(List<Manifest> manifests) {
    List<JsonNode> objects = new ArrayList<>(manifests.stream().map(Manifest::json).toList());
    List<String> added = new ArrayList<>();
    if (lacksAccount(objects)) {
      objects.add(placeholderKeys());
      objects.add(account());
      added.add(
          "DatadogAccount datadog/default with placeholder keys, since no file has an account");
    }
    for (String namespace : missingNamespaces(objects)) {
      objects.add(namespace(namespace));
      added.add("Namespace " + namespace + ", since no file has it");
    }
    objects.sort(Comparator.comparingInt(Inventory::rank));
    return new Inventory(List.copyOf(objects), List.copyOf(added));
  }

  /** How many of the manifests are of Heel's own kinds. */
  public static long heels(List<Manifest> manifests) {
    return manifests.stream().map(Manifest::json).filter(Inventory::isHeels).count();
  }

  static boolean isHeels(JsonNode object) {
    return object.path("apiVersion").asText().startsWith(HeelResource.GROUP + "/");
  }

  private static boolean lacksAccount(List<JsonNode> objects) {
    return objects.stream().anyMatch(Inventory::isHeels)
        && objects.stream().noneMatch(o -> o.path("kind").asText().equals("DatadogAccount"));
  }

  private static Set<String> missingNamespaces(List<JsonNode> objects) {
    Set<String> needed = new LinkedHashSet<>();
    objects.stream()
        .map(object -> object.at("/metadata/namespace").asText(null))
        .filter(Objects::nonNull)
        .forEach(needed::add);
    objects.stream()
        .filter(object -> object.path("kind").asText().equals("Namespace"))
        .forEach(object -> needed.remove(object.at("/metadata/name").asText()));
    needed.removeAll(Set.of("default", "kube-system", "kube-public", "kube-node-lease"));
    return needed;
  }

  private static int rank(JsonNode object) {
    int place = FIRST.indexOf(object.path("kind").asText());
    return place < 0 ? FIRST.size() : place;
  }

  private static ObjectNode namespace(String name) {
    ObjectNode object = NODES.objectNode().put("apiVersion", "v1").put("kind", "Namespace");
    object.putObject("metadata").put("name", name);
    return object;
  }

  private static ObjectNode placeholderKeys() {
    ObjectNode secret = NODES.objectNode().put("apiVersion", "v1").put("kind", "Secret");
    secret.putObject("metadata").put("namespace", "datadog").put("name", "datadog-keys");
    secret.putObject("stringData").put("api-key", "0".repeat(32)).put("app-key", "0".repeat(40));
    return secret;
  }

  private static ObjectNode account() {
    ObjectNode account =
        NODES.objectNode().put("apiVersion", Crds.API_VERSION).put("kind", "DatadogAccount");
    account.putObject("metadata").put("namespace", "datadog").put("name", "default");
    ObjectNode spec = account.putObject("spec").put("site", "datadoghq.com");
    spec.putObject("secretRef").put("name", "datadog-keys");
    spec.putObject("allowedNamespaces").put("from", "All");
    return account;
  }
}
