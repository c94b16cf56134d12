package dev.heel.operator.cluster;

import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Entries of the ConfigMaps that checks name: code and jars. Each ConfigMap is watched alone. */
public final class Contents implements AutoCloseable {
  private static final String KIND = "ConfigMap";

  private final NamedObjects<ConfigMap> maps;

  /**
   * @param changed told the namespace of a named ConfigMap that appears, changes or goes
   */
  public Contents(KubernetesClient client, Consumer<String> changed) {
    this.maps = NamedObjects.configMaps(client, target -> changed.accept(target.namespace()));
  }

  /** The ConfigMap as something that checks refer to. */
  public static Target target(String namespace, ConfigMapEntry entry) {
    return new Target(KIND, namespace, entry.name());
  }

  /** Those that are there, as bytes. */
  public Map<ConfigMapEntry, byte[]> of(String namespace, Collection<ConfigMapEntry> entries) {
    Map<ConfigMapEntry, byte[]> contents = new TreeMap<>();
    entries.forEach(
        entry -> content(namespace, entry).ifPresent(bytes -> contents.put(entry, bytes)));
    return contents;
  }

  private Optional<byte[]> content(String namespace, ConfigMapEntry entry) {
    return maps.watched(target(namespace, entry)).flatMap(map -> content(map, entry.key()));
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
  }

  @Override
  public void close() {
    maps.close();
  }
}
