package dev.heel.operator.cluster;

import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.KubernetesResourceUtil;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Watches single objects of one kind by their names: a cluster full of others costs nothing, and
 * Heel needs no right on these. An object is watched from when it is first asked for until it is
 * forgotten, whether it is there or not. A name that no object can have is never sent anywhere: it
 * would be a part of a path, or of a selector that the API server refuses.
 *
 * @param <T> the kind
 */
final class NamedObjects<T extends HasMetadata> implements AutoCloseable {
  private final Function<Target, Resource<T>> named;
  private final Consumer<Target> changed;
  private final Map<Target, SharedIndexInformer<T>> watches = new ConcurrentHashMap<>();

  private NamedObjects(Function<Target, Resource<T>> named, Consumer<Target> changed) {
    this.named = named;
    this.changed = changed;
  }

  /**
   * @param changed told when one that is watched appears, changes or goes
   */
  static NamedObjects<ConfigMap> configMaps(KubernetesClient client, Consumer<Target> changed) {
    return new NamedObjects<>(
        target -> client.configMaps().inNamespace(target.namespace()).withName(target.name()),
        changed);
  }

  /**
   * @param changed told when one that is watched appears, changes or goes
   */
  static NamedObjects<Secret> secrets(KubernetesClient client, Consumer<Target> changed) {
    return new NamedObjects<>(
        target -> client.secrets().inNamespace(target.namespace()).withName(target.name()),
        changed);
  }

  /** From now on its changes are told; returns when its cache is filled. */
  void watch(Target target) {
    if (canBe(target)) {
      watches.computeIfAbsent(
          target,
          each -> named.apply(each).inform(new ChangeHandler<T>(any -> changed.accept(each))));
    }
  }

  private static boolean canBe(Target target) {
    return KubernetesResourceUtil.isValidSubdomainName(target.name());
  }

  /** As its watch shows it, which begins if there is none; empty if it is not there. */
  Optional<T> watched(Target target) {
    watch(target);
    return known(target);
  }

  /** As its watch shows it; empty if it is not there, or not watched. */
  Optional<T> known(Target target) {
    return Optional.ofNullable(watches.get(target))
        .map(watch -> watch.getStore().getByKey(key(target)));
  }

  private static String key(Target target) {
    return target.namespace() + "/" + target.name();
  }

  /** As the API server has it at this moment; empty if it is not there. */
  Optional<T> read(Target target) {
    return canBe(target) ? Optional.ofNullable(named.apply(target).get()) : Optional.empty();
  }

  boolean isWatched(Target target) {
    return watches.containsKey(target);
  }

  /** Those that are watched now. */
  Set<Target> all() {
    return Set.copyOf(watches.keySet());
  }

  /** Watches it no longer; nothing happens if it is not watched. */
  void forget(Target target) {
    SharedIndexInformer<T> watch = watches.remove(target);
    if (watch != null) {
      watch.stop();
    }
  }

  @Override
  public void close() {
    all().forEach(this::forget);
  }
}
