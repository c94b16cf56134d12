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
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Watches single ConfigMaps and Secrets by their names: a cluster full of others costs nothing, and
 * Heel needs no right on these. There is one watch of an object, whoever asks for it, and it keeps
 * the object's version, nothing of its content. A name that no object can have is never sent
 * anywhere: it would be a part of a path, or of a selector that the API server refuses.
 */
public final class NamedObjects implements AutoCloseable {
  /** So many are read at once: each may have a MiB, and take several while it is parsed. */
  private static final int AT_ONCE = 2;

  private final KubernetesClient client;
  private final Semaphore reads = new Semaphore(AT_ONCE);
  private final Map<Target, Watch> watches = new ConcurrentHashMap<>();

  /** What is made of an object that is read. */
  interface Use<T, V, E extends Exception> {
    /**
     * @param object empty if it is not there
     */
    V of(Optional<T> object) throws E;
  }

  /** The watch of one object, and those who asked for it. */
  private record Watch(Set<Reader<?>> readers, SharedIndexInformer<?> informer) {}

  public NamedObjects(KubernetesClient client) {
    this.client = client;
  }

  /**
   * @param changed told when a ConfigMap that it watches appears, changes or goes
   */
  Reader<ConfigMap> configMaps(Consumer<Target> changed) {
    return new Reader<>(
        target -> client.configMaps().inNamespace(target.namespace()).withName(target.name()),
        map -> Headers.of(map, ConfigMap::new),
        changed);
  }

  /**
   * @param changed told when a Secret that it watches appears, changes or goes
   */
  Reader<Secret> secrets(Consumer<Target> changed) {
    return new Reader<>(
        target -> client.secrets().inNamespace(target.namespace()).withName(target.name()),
        secret -> Headers.of(secret, Secret::new),
        changed);
  }

  /**
   * One who asks for objects of a kind. Each is watched from when it is first asked for until it is
   * forgotten, whether it is there or not; another reader of the same object goes on.
   */
  final class Reader<T extends HasMetadata> implements AutoCloseable {
    private final Function<Target, Resource<T>> named;
    private final UnaryOperator<T> part;
    private final Consumer<Target> changed;

    private Reader(
        Function<Target, Resource<T>> named, UnaryOperator<T> part, Consumer<Target> changed) {
      this.named = named;
      this.part = part;
      this.changed = changed;
    }

    /** From now on its changes are told; returns when it is known whether it is there. */
    void watch(Target target) {
      if (canBe(target) && !isWatched(target)) {
        watches.compute(target, (same, before) -> joined(same, before));
      }
    }

    private Watch joined(Target target, Watch before) {
      if (before != null) {
        before.readers().add(this);
        return before;
      }
      Set<Reader<?>> readers = ConcurrentHashMap.newKeySet();
      readers.add(this);
      ChangeHandler<T> told =
          new ChangeHandler<>(any -> readers.forEach(each -> each.changed.accept(target)));
      return new Watch(readers, LeanInformers.of(named.apply(target), part, told));
    }

    /** Its version as its watch shows it; empty if it is not there, or not watched. */
    Optional<String> version(Target target) {
      return kept(target).map(NamedObjects::version);
    }

    /** What is kept of it; empty if it is not there, or not watched. */
    Optional<HasMetadata> kept(Target target) {
      return Optional.ofNullable(watches.get(target))
          .map(watch -> watch.informer().getStore().getByKey(key(target)))
          .map(HasMetadata.class::cast);
    }

    /** As the API server has it at this moment; empty if it is not there. */
    Optional<T> read(Target target) {
      return this.<Optional<T>, RuntimeException>read(target, found -> found);
    }

    /** The same; what is made of it is made before too many others are read. */
    <V, E extends Exception> V read(Target target, Use<T, V, E> use) throws E {
      if (!canBe(target)) {
        return use.of(Optional.empty());
      }
      reads.acquireUninterruptibly();
      try {
        return use.of(Optional.ofNullable(named.apply(target).get()));
      } finally {
        reads.release();
      }
    }

    boolean isWatched(Target target) {
      Watch watch = watches.get(target);
      return watch != null && watch.readers().contains(this);
    }

    /** Those that it watches now. */
    Set<Target> all() {
      return watches.keySet().stream().filter(this::isWatched).collect(Collectors.toSet());
    }

    /** Its changes are told no longer; nothing happens if it is not watched. */
    void forget(Target target) {
      watches.computeIfPresent(target, (same, watch) -> left(watch));
    }

    private Watch left(Watch watch) {
      watch.readers().remove(this);
      if (!watch.readers().isEmpty()) {
        return watch;
      }
      watch.informer().stop();
      return null;
    }

    @Override
    public void close() {
      all().forEach(this::forget);
    }
  }

  private static boolean canBe(Target target) {
    return KubernetesResourceUtil.isValidSubdomainName(target.name());
  }

  private static String key(Target target) {
    return target.namespace() + "/" + target.name();
  }

  /** Another whenever the object is. */
  static String version(HasMetadata object) {
    return object.getMetadata().getUid() + "/" + object.getMetadata().getResourceVersion();
  }

  /** How many objects are watched now. */
  int size() {
    return watches.size();
  }

  @Override
  public void close() {
    watches.values().forEach(watch -> watch.informer().stop());
    watches.clear();
  }
}
