package dev.heel.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The part of objects that says which they are, and in which version; nothing of any length. */
final class Headers {
  /** The longest name that Kubernetes takes for an object. */
  private static final int LONGEST = 253;

  private Headers() {}

  /**
   * Name, uid and version of an object.
   *
   * @param bare makes an object of its type
   */
  static <T extends HasMetadata> T of(T object, Supplier<T> bare) {
    T header = bare.get();
    header.setMetadata(names(object.getMetadata()).build());
    return header;
  }

  /** The same with all labels, of which each is short and all together are few. */
  static <T extends HasMetadata> T withLabels(T object, Supplier<T> bare) {
    T header = of(object, bare);
    header.getMetadata().setLabels(object.getMetadata().getLabels());
    return header;
  }

  /**
   * The same with those labels and annotations that have these names, and with its controller,
   * whose name another than Kubernetes may have written.
   */
  static <T extends HasMetadata> T withOwn(T object, Supplier<T> bare, Set<String> names) {
    T header = of(object, bare);
    ObjectMeta metadata = object.getMetadata();
    header.getMetadata().setLabels(only(metadata.getLabels(), names));
    header.getMetadata().setAnnotations(only(metadata.getAnnotations(), names));
    header.getMetadata().setOwnerReferences(controller(metadata).map(List::of).orElse(List.of()));
    return header;
  }

  private static ObjectMetaBuilder names(ObjectMeta metadata) {
    return new ObjectMetaBuilder()
        .withNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .withUid(metadata.getUid())
        .withResourceVersion(metadata.getResourceVersion())
        .withGeneration(metadata.getGeneration())
        .withDeletionTimestamp(metadata.getDeletionTimestamp());
  }

  private static Map<String, String> only(Map<String, String> all, Set<String> names) {
    Map<String, String> only = new TreeMap<>(Objects.requireNonNullElse(all, Map.of()));
    only.keySet().retainAll(names);
    only.values().removeIf(value -> value.length() > LONGEST);
    return only;
  }

  private static Optional<OwnerReference> controller(ObjectMeta metadata) {
    return metadata.getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .filter(owner -> isShort(owner.getKind()) && isShort(owner.getName()))
        .filter(owner -> isShort(owner.getApiVersion()) && isShort(owner.getUid()))
        .findFirst();
  }

  private static boolean isShort(String text) {
    return text != null && text.length() <= LONGEST;
  }
}
