package dev.heel.operator.wake;

import dev.heel.engine.ApiKind;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Reference.Target;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The controllers of the kinds of the API that are at work.
 *
 * @param byName by the name of the kind
 */
public record ApiControllers(Map<String, KindController<?>> byName) {
  /**
   * @param memory where they keep what they know of each resource
   */
  public static ApiControllers of(List<ApiKind<?>> kinds, ResourceMemory memory) {
    Map<String, KindController<?>> byName = new LinkedHashMap<>();
    kinds.forEach(kind -> byName.put(kind.name(), new KindController<>(kind, memory)));
    return new ApiControllers(byName);
  }

  public Collection<KindController<?>> all() {
    return byName.values();
  }

  /** That of a kind; null if the kind is not at work. */
  public KindController<?> of(String kind) {
    return byName.get(kind);
  }

  /** A resource as the caches have it; empty if it is not there, or of another kind. */
  public Optional<? extends ApiResource> find(Target target) {
    KindController<?> controller = of(target.kind());
    return controller == null
        ? Optional.empty()
        : controller.resource(target.namespace(), target.name());
  }

  /** Whether a resource of these kinds is there and is being deleted. */
  public boolean isBeingDeleted(Target target) {
    return find(target)
        .filter(resource -> resource.getMetadata().getDeletionTimestamp() != null)
        .isPresent();
  }
}
