package dev.heel.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * In which version each object was when it was last written here, or found to be as it is wanted.
 */
final class AppliedVersions {
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /**
   * @param header what the object is called and whose it is
   * @param version changes with all that was applied
   * @param hash of what is wanted
   */
  record Known(HasMetadata header, String version, String hash) {
    long revision() {
      return AppliedVersions.revision(header);
    }
  }

  /** It is there as it is wanted. */
  void good(HasMetadata header, String hash) {
    known.put(AppliedObjects.name(header), new Known(header, version(header), hash));
  }

  Optional<Known> of(HasMetadata object) {
    return Optional.ofNullable(known.get(AppliedObjects.name(object)));
  }

  /** Those in a place. */
  Stream<HasMetadata> all(AppliedPlace place) {
    return known.values().stream()
        .map(Known::header)
        .filter(header -> AppliedPlace.of(header).equals(place));
  }

  void forget(HasMetadata object) {
    known.remove(AppliedObjects.name(object));
  }

  void forget(AppliedPlace place) {
    known.values().removeIf(each -> AppliedPlace.of(each.header()).equals(place));
  }

  /**
   * Versions of one object are numbers that grow (Kubernetes API concepts, "Resource versions").
   */
  static long revision(HasMetadata object) {
    return Long.parseLong(object.getMetadata().getResourceVersion());
  }

  /** A workload's status comes and goes with its pods; only its spec counts. */
  static String version(HasMetadata live) {
    boolean workload = live instanceof DaemonSet || live instanceof Deployment;
    return live.getMetadata().getUid()
        + (workload
            ? "/" + live.getMetadata().getGeneration()
            : "@" + live.getMetadata().getResourceVersion());
  }

  /** Whether an object goes when its owner goes. */
  static boolean belongs(HasMetadata object, String owner) {
    return object.getMetadata().getOwnerReferences().stream()
        .map(OwnerReference::getUid)
        .anyMatch(owner::equals);
  }
}
