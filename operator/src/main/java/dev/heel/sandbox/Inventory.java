package dev.heel.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.Kinds;
import dev.heel.manifest.Manifest;
import dev.heel.resource.HeelResource;
import dev.heel.resource.NamespacedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
          Kinds.ACCOUNT.name());

  /**
   * Of manifests in the order in which they were read.
   *
   * @param account added if no manifest is an account
   */
  static Inventory of(List<Manifest> manifests, NamespacedName account) {
    List<JsonNode> objects = new ArrayList<>(manifests.stream().map(Manifest::json).toList());
    Additions additions = Additions.to(objects, account);
    objects.addAll(additions.objects());
    objects.sort(Comparator.comparingInt(Inventory::rank));
    return new Inventory(List.copyOf(objects), List.copyOf(additions.sentences()));
  }

  /** How many of the manifests are of Heel's own kinds. */
  public static long heels(List<Manifest> manifests) {
    return manifests.stream().map(Manifest::json).filter(Inventory::isHeels).count();
  }

  static boolean isHeels(JsonNode object) {
    return object.path("apiVersion").asText().startsWith(HeelResource.GROUP + "/");
  }

  private static int rank(JsonNode object) {
    int place = FIRST.indexOf(object.path("kind").asText());
    return place < 0 ? FIRST.size() : place;
  }
}
