package dev.heel.operator.cluster;

import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Entries of the ConfigMaps that checks name: code and jars. Each ConfigMap is watched alone; the
 * named entries are kept, and nothing else that it has.
 */
public final class Contents implements AutoCloseable {
  private static final String KIND = "ConfigMap";

  private final NamedObjects.Reader<ConfigMap> maps;
  private final LastRead<Key, Optional<byte[]>> reads = new LastRead<>();

  private record Key(Target map, String key) {}

  /**
   * @param changed told the namespace of a named ConfigMap that appears, changes or goes
   */
  public Contents(NamedObjects named, Consumer<String> changed) {
    this.maps = named.configMaps(target -> changed.accept(target.namespace()));
  }

  /** The ConfigMap as something that checks refer to. */
  public static Target target(String namespace, ConfigMapEntry entry) {
    return new Target(KIND, namespace, entry.name());
  }

  /** Those that are there, as bytes. */
  public Map<ConfigMapEntry, byte[]> of(String namespace, Collection<ConfigMapEntry> entries) {
    Map<ConfigMapEntry, byte[]> contents = new TreeMap<>();
    for (ConfigMapEntry entry : entries) {
      content(new Key(target(namespace, entry), entry.key()))
          .ifPresent(bytes -> contents.put(entry, bytes));
    }
    return contents;
  }

  private Optional<byte[]> content(Key key) {
    maps.watch(key.map());
    Optional<String> version = maps.version(key.map());
    return version.isEmpty()
        ? Optional.empty()
        : reads.of(key, version.get()).orElseGet(() -> read(key));
  }

  private Optional<byte[]> read(Key key) {
    return maps.read(
        key.map(),
        map -> {
          Optional<byte[]> content = map.flatMap(each -> content(each, key.key()));
          map.ifPresent(each -> reads.keep(key, NamedObjects.version(each), content));
          return content;
        });
  }

  private static Optional<byte[]> content(ConfigMap map, String key) {
    Optional<byte[]> text =
        Optional.ofNullable(map.getData())
            .map(data -> data.get(key))
            .map(value -> value.getBytes(StandardCharsets.UTF_8));
    return text.or(
        () ->
            Optional.ofNullable(map.getBinaryData())
                .map(data -> data.get(key))
                .map(value -> Base64.getMimeDecoder().decode(value)));
  }

  /** Those that are watched now. */
  public Set<Target> watched() {
    return maps.all();
  }

  /** Of those that were watched, watches only what is named. */
  public void forgetAllBut(Set<Target> watched, Set<Target> named) {
    watched.stream().filter(target -> !named.contains(target)).forEach(maps::forget);
    reads.forget(key -> !maps.isWatched(key.map()));
  }

  @Override
  public void close() {
    maps.close();
  }
}
