package dev.heel.operator.cluster;

import dev.heel.engine.identity.Identity;
import dev.heel.operator.process.ApiServerWords;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Owner;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What became of the resource that a marker of this cluster names. It is asked of the API server at
 * that moment, since a cache may not have heard of it yet; what cannot be asked counts as being
 * there.
 */
public final class OwnerLookup {
  private static final String RELEASE_TO = "heel.dev/release-to";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

  /** What stands for the end of a name that did not fit into a marker. */
  private static final String CUT = "_";

  /**
   * @param isThere whether the resource exists, or may
   * @param name of the resource as namespace/name; null if only its marker is known
   * @param releasedTo to whom it lets its object go, as its annotation says; null if to no one
   * @param doubt why it could not be asked; null if it could
   */
  public record Answer(boolean isThere, String name, String releasedTo, String doubt) {
    private static final Answer GONE = new Answer(false, null, null, null);

    private static Answer doubtful(String name, String why) {
      return new Answer(true, name, null, why);
    }

    /** Whether it lets that resource have its object. */
    public boolean letsGo(Owner owner) {
      String here = owner.namespace() + "/" + owner.name();
      return releasedTo != null && Set.of(here, owner.cluster() + "/" + here).contains(releasedTo);
    }
  }

  private final KubernetesClient client;
  private final String cluster;

  public OwnerLookup(KubernetesClient client, String cluster) {
    this.client = client;
    this.cluster = cluster;
  }

  /** To whom a resource lets its object go; empty if it keeps it. */
  public static Optional<String> releasedTo(ApiResource resource) {
    Map<String, String> annotations = resource.getMetadata().getAnnotations();
    return Optional.ofNullable(annotations).map(all -> all.get(RELEASE_TO)).map(String::strip);
  }

  /**
   * @param key of an owner in this cluster
   */
  public <R extends ApiResource> Answer of(Class<R> type, String key) {
    String[] parts = key.split("/", 3);
    if (parts.length != 3 || !NAME.matcher(parts[1]).matches()) {
      return Answer.doubtful(null, "its marker names no resource");
    }
    String name = parts[1] + "/" + parts[2];
    try {
      return parts[2].contains(CUT)
          ? among(client.resources(type).inNamespace(parts[1]).list().getItems(), key)
          : one(type, parts[1], parts[2]);
    } catch (KubernetesClientException e) {
      return Answer.doubtful(name, ApiServerWords.of(e));
    }
  }

  /** One resource by its name. */
  public <R extends ApiResource> Answer one(Class<R> type, String namespace, String name) {
    if (!NAME.matcher(name).matches()) {
      return Answer.doubtful(null, "its marker names no resource");
    }
    try {
      R found = client.resources(type).inNamespace(namespace).withName(name).get();
      return found == null ? Answer.GONE : there(found);
    } catch (KubernetesClientException e) {
      return Answer.doubtful(namespace + "/" + name, ApiServerWords.of(e));
    }
  }

  /** A name that was cut is found by the marker that each name of its namespace comes to. */
  private <R extends ApiResource> Answer among(List<R> resources, String key) {
    return resources.stream()
        .filter(each -> Identity.key(Owner.of(cluster, each)).equals(key))
        .findFirst()
        .map(OwnerLookup::there)
        .orElse(Answer.GONE);
  }

  private static Answer there(ApiResource resource) {
    String name = resource.getMetadata().getNamespace() + "/" + resource.getMetadata().getName();
    return new Answer(true, name, releasedTo(resource).orElse(null), null);
  }
}
