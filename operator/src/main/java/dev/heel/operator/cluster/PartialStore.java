package dev.heel.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What an informer keeps in memory: a part of each object. */
final class PartialStore<T extends HasMetadata> implements ItemStore<T> {
  private final Map<String, T> parts = new ConcurrentHashMap<>();
  private final UnaryOperator<T> part;

  PartialStore(UnaryOperator<T> part) {
    this.part = part;
  }

  @Override
  public String getKey(T object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public T put(String key, T object) {
    return parts.put(key, part.apply(object));
  }

  @Override
  public T remove(String key) {
    return parts.remove(key);
  }

  @Override
  public Stream<String> keySet() {
    return parts.keySet().stream();
  }

  @Override
  public Stream<T> values() {
    return parts.values().stream();
  }

  @Override
  public int size() {
    return parts.size();
  }

  @Override
  public T get(String key) {
    return parts.get(key);
  }
}
