package dev.heel.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Where objects that Heel makes are found together.
 *
 * @param namespace null for a type that is in none
 */
public record AppliedPlace(Class<? extends HasMetadata> type, String namespace) {
  static AppliedPlace of(HasMetadata object) {
    return new AppliedPlace(object.getClass(), object.getMetadata().getNamespace());
  }
}
