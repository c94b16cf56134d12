package dev.heel.sandbox.kubernetes.store;

import dev.heel.sandbox.kubernetes.type.ResourceType;

/**
 * What a request is about.
 *
 * @param type the kind, in the version of the request
 * @param namespace empty for cluster-wide kinds, and for lists over all namespaces
 * @param name empty for collections
 * @param subresource {@code status}, {@code finalize}, or empty
 */
public record Target(ResourceType type, String namespace, String name, String subresource) {
  public Key key() {
    return Key.of(type, namespace, name);
  }

  public boolean status() {
    return subresource.equals("status");
  }

  public Target named(String other) {
    return new Target(type, namespace, other, subresource);
  }
}
