package dev.heel.resource;

import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * A mention of another resource in a spec: {@code $(DatadogMonitor/name)} or {@code monitorRef}.
 *
 * @param kind the other's kind, such as {@code DatadogMonitor}
 * @param namespace the other's namespace, always the referring resource's own
 * @param name the other's name
 * @param pointer where it is mentioned, as a JSON pointer into the referring resource
 */
public record Reference(String kind, String namespace, String name, String pointer) {
  /** Which resource is meant, wherever it is mentioned. */
  public Target target() {
    return new Target(kind, namespace, name);
  }

  /** A resource by kind, namespace and name; the namespace is null where none is said. */
  public record Target(String kind, String namespace, String name) {
    /** A resource as it stands in the cluster or in a file. */
    public static Target of(HeelResource<?> resource) {
      ObjectMeta metadata = resource.getMetadata();
      return new Target(
          resource.getClass().getSimpleName(), metadata.getNamespace(), metadata.getName());
    }

    @Override
    public String toString() {
      return kind + " " + (namespace == null ? "" : namespace + "/") + name;
    }
  }
}
