package dev.heel.sandbox.datadog.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objects of one kind in one organisation, in the order of their keys. Each keeps as much of
 * its past as a lagging list still shows. Safe for many threads; values must not be changed after
 * they were put.
 */
public final class Store<K extends Comparable<K>, V> {
  private final World world;
  private final TreeMap<K, Deque<Version<V>>> objects = new TreeMap<>();

  /** A value from a moment on; null means deleted. */
  private record Version<V>(Instant since, V value) {}

  public Store(World world) {
    this.world = world;
  }

  /** The object as it is. */
  public synchronized Optional<V> get(K key) {
    Deque<Version<V>> versions = objects.get(key);
    return versions == null ? Optional.empty() : Optional.ofNullable(versions.getLast().value());
  }

  /** The object as a GET shows it: it lags when the switch says so. */
  public synchronized Optional<V> read(K key) {
    if (!world.switches().lagReads()) {
      return get(key);
    }
    Deque<Version<V>> versions = objects.get(key);
    return versions == null
        ? Optional.empty()
        : Optional.ofNullable(valueAt(versions, horizon(world.now())));
  }

  /** All objects as they are. */
  public synchronized List<V> all() {
    return objects.values().stream()
        .map(versions -> versions.getLast().value())
        .filter(Objects::nonNull)
        .toList();
  }

  /** All objects as a list shows them: as they were before the lag. */
  public synchronized List<V> listed() {
    Instant horizon = horizon(world.now());
    objects.values().removeIf(versions -> forgotten(versions, horizon));
    List<V> result = new ArrayList<>(objects.size());
    for (Deque<Version<V>> versions : objects.values()) {
      V value = valueAt(versions, horizon);
      if (value != null) {
        result.add(value);
      }
    }
    return result;
  }

  public synchronized void put(K key, V value) {
    Objects.requireNonNull(value);
    append(key, value);
  }

  /** Puts an object as if it had been there forever: no list lags behind it. */
  public synchronized void preload(K key, V value) {
    Deque<Version<V>> versions = new ArrayDeque<>();
    versions.add(new Version<>(Instant.MIN, value));
    objects.put(key, versions);
  }

  /** Whether there was such an object. */
  public synchronized boolean remove(K key) {
    if (get(key).isEmpty()) {
      return false;
    }
    append(key, null);
    return true;
  }

  private void append(K key, V value) {
    Instant now = world.now();
    Instant horizon = horizon(now);
    Deque<Version<V>> versions = objects.computeIfAbsent(key, k -> new ArrayDeque<>());
    versions.addLast(new Version<>(now, value));
    while (versions.size() > 1 && secondIsVisible(versions, horizon)) {
      versions.removeFirst();
    }
    if (forgotten(versions, horizon)) {
      objects.remove(key);
    }
  }

  private Instant horizon(Instant now) {
    Duration lag = world.switches().listLag();
    return now.minus(lag);
  }

  private static <V> boolean secondIsVisible(Deque<Version<V>> versions, Instant horizon) {
    var each = versions.iterator();
    each.next();
    return !each.next().since().isAfter(horizon);
  }

  private static <V> boolean forgotten(Deque<Version<V>> versions, Instant horizon) {
    Version<V> last = versions.getLast();
    return last.value() == null && !last.since().isAfter(horizon);
  }

  private static <V> V valueAt(Deque<Version<V>> versions, Instant horizon) {
    var newestFirst = versions.descendingIterator();
    while (newestFirst.hasNext()) {
      Version<V> version = newestFirst.next();
      if (!version.since().isAfter(horizon)) {
        return version.value();
      }
    }
    return null;
  }
}
