package dev.heel.operator.api.resource;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A cache that has what a table puts in. */
public record ListedResources<R extends HasMetadata>(List<R> all)
    implements IndexedResourceCache<R> {
  @Override
  public Optional<R> get(ResourceID id) {
    return all.stream().filter(each -> ResourceID.fromResource(each).equals(id)).findFirst();
  }

  @Override
  public Stream<ResourceID> keys() {
    return all.stream().map(ResourceID::fromResource);
  }

  @Override
  public Stream<R> list(Predicate<R> wanted) {
    return all.stream().filter(wanted);
  }

  @Override
  public Stream<R> list(String namespace, Predicate<R> wanted) {
    return list(each -> each.getMetadata().getNamespace().equals(namespace) && wanted.test(each));
  }

  @Override
  public List<R> byIndex(String name, String key) {
    return List.of();
  }
}
