package dev.heel.operator.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What was last read of things that have versions, for as long as these stay the same.
 *
 * @param <K> what is read
 * @param <V> what is kept of it
 */
final class LastRead<K, V> {
  private final Map<K, Read<V>> reads = new ConcurrentHashMap<>();

  private record Read<V>(String version, V value) {}

  void keep(K key, String version, V value) {
    reads.put(key, new Read<>(version, value));
  }

  /** Empty if that version of it was not read. */
  Optional<V> of(K key, String version) {
    return Optional.ofNullable(reads.get(key))
        .filter(read -> read.version().equals(version))
        .map(Read::value);
  }

  void forget(Predicate<K> which) {
    reads.keySet().removeIf(which);
  }
}
