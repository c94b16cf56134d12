package dev.heel.operator.process;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Set;

/**
 * Asks for no more than the metadata of objects that others fill. Heel reads such an object by its
 * name when it needs its content; from a list or a watch it learns only which are there, and in
 * which version (Kubernetes API concepts, "Metadata-only fetches").
 */
final class MetadataOnly implements Interceptor {
  static final String NAME = "heel-metadata-only";

  private static final Set<String> COLLECTIONS =
      Set.of(
          "configmaps",
          "secrets",
          "services",
          "serviceaccounts",
          "roles",
          "rolebindings",
          "clusterrolebindings",
          "daemonsets",
          "deployments");

  /** A server that knows no such form answers with whole objects, which are read as well. */
  private static final String FORM = "application/json;as=%s;g=meta.k8s.io;v=v1,application/json";

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    String path = request.uri().getPath();
    if (COLLECTIONS.contains(path.substring(path.lastIndexOf('/') + 1)) && isRead(request)) {
      boolean isWatch = AsciiWatches.isWatch(request);
      String form = isWatch ? "PartialObjectMetadata" : "PartialObjectMetadataList";
      builder.setHeader("Accept", FORM.formatted(form));
    }
  }

  /** The handshake of a WebSocket has no method of its own. */
  private static boolean isRead(HttpRequest request) {
    return request.method() == null || request.method().equals("GET");
  }
}
