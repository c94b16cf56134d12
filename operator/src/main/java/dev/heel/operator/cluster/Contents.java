package dev.heel.operator.cluster;

import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Entries of the ConfigMaps that checks name: code and jars. Each ConfigMap is watched alone. */
public final class Contents implements AutoCloseable {
  private static final String KIND = "ConfigMap";

  private final KubernetesClient client;
  private final Consumer<String> changed;
  private final Map<Target, SharedIndexInformer<ConfigMap>> watches = new ConcurrentHashMap<>();

  /**
   * @param changed told the namespace of a named ConfigMap that appears, changes or goes
   */
  public Contents(KubernetesClient client, Consumer<String> changed) {
    this.client = client;
    this.changed = changed;
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
    SharedIndexInformer<ConfigMap> watch =
        watches.computeIfAbsent(target(namespace, entry), this::watch);
    ConfigMap map = watch.getStore().getByKey(namespace + "/" + entry.name());
    if (map == null) {
      return Optional.empty();
    }
    Optional<byte[]> text =
        Optional.ofNullable(map.getData())
            .map(data -> data.get(entry.key()))
            .map(value -> value.getBytes(StandardCharsets.UTF_8));
    return text.or(
        () ->
            Optional.ofNullable(map.getBinaryData())
                .map(data -> data.get(entry.key()))
                .map(value -> Base64.getMimeDecoder().decode(value)));
  }

  /** Those that are watched now. */
  public Set<Target> watched() {
    return Set.copyOf(watches.keySet());
  }

  /** Of those that were watched, watches only what is named. */
  public void forgetAllBut(Set<Target> watched, Set<Target> named) {
    for (Target target : watched) {
      SharedIndexInformer<ConfigMap> unused =
          named.contains(target) ? null : watches.remove(target);
      if (unused != null) {
        unused.stop();
      }
    }
  }

  private SharedIndexInformer<ConfigMap> watch(Target target) {
    return client
        .configMaps()
        .inNamespace(target.namespace())
        .withName(target.name())
        .inform(new ChangeHandler<>(map -> changed.accept(target.namespace())));
  }

  @Override
  public void close() {
    watches.values().forEach(SharedIndexInformer::stop);
    watches.clear();
  }
}
