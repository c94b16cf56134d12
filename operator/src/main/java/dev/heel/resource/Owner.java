package dev.heel.resource;

/**
 * The resource that an object in Datadog belongs to, across all clusters of an organisation.
 *
 * @param cluster the cluster's name, as {@code --cluster-name} gives it
 */
public record Owner(String cluster, String namespace, String name) {
  /** A resource of a cluster as the owner of its object. */
  public static Owner of(String cluster, ApiResource resource) {
    return new Owner(
        cluster, resource.getMetadata().getNamespace(), resource.getMetadata().getName());
  }
}
