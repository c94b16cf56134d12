package dev.heel.engine.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.Owner;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster and those that it takes the place of: what NAMESPACE/NAME of one of these marked
 * belongs to NAMESPACE/NAME here.
 *
 * @param cluster this cluster's name
 * @param succeeds names of clusters that are gone
 */
public record Lineage(String cluster, Set<String> succeeds) {
  public Lineage {
    succeeds = Set.copyOf(succeeds);
  }

  /** The names by which lists are filtered, this cluster's first. */
  public Set<String> clusters() {
    return Stream.concat(Stream.of(cluster), succeeds.stream().sorted())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The keys of all whose markers an object carries; those of predecessors as this cluster's. */
  public Set<String> owners(Identity identity, JsonNode found) {
    return identity.owners(found).stream().map(this::inherited).collect(Collectors.toSet());
  }

  private String inherited(String key) {
    int slash = key.indexOf('/');
    return slash >= 0 && succeeds.contains(key.substring(0, slash))
        ? cluster + key.substring(slash)
        : key;
  }

  /** Whether a key names a resource of this cluster. */
  public boolean isHere(String key) {
    return key.startsWith(Identity.keyOf(cluster) + "/");
  }

  public Owner owner(String namespace, String name) {
    return new Owner(cluster, namespace, name);
  }
}
