package dev.heel.operator.cluster;

import dev.heel.agent.objects.Metadata;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Watches what has Heel's label, only where Heel has objects: anybody may set the label, in any
 * namespace. Of each object is kept what says whose it is and whether it has changed.
 */
final class AppliedWatches implements AutoCloseable {
  private static final Map<Class<?>, Supplier<? extends HasMetadata>> TYPES =
      Map.of(
          ConfigMap.class, ConfigMap::new,
          Service.class, Service::new,
          ServiceAccount.class, ServiceAccount::new,
          Role.class, Role::new,
          RoleBinding.class, RoleBinding::new,
          ClusterRoleBinding.class, ClusterRoleBinding::new,
          Deployment.class, Deployment::new,
          DaemonSet.class, DaemonSet::new);

  private static final Set<String> OWN =
      Set.of(Metadata.MANAGED_BY, Metadata.AGENT, Metadata.AGENT_NAMESPACE, AppliedObjects.HASH);

  private final KubernetesClient client;
  private final Consumer<HasMetadata> changed;
  private final Map<AppliedPlace, SharedIndexInformer<?>> watches = new ConcurrentHashMap<>();

  /**
   * @param changed told the part that is kept of each object that appears, changes or goes
   */
  AppliedWatches(KubernetesClient client, Consumer<HasMetadata> changed) {
    this.client = client;
    this.changed = changed;
  }

  /** From now on its place is watched; returns when what is there is known. */
  void watch(AppliedPlace place) {
    watches.computeIfAbsent(place, this::begun);
  }

  private SharedIndexInformer<?> begun(AppliedPlace place) {
    return LeanInformers.ofMany(
        labelled(place),
        AppliedWatches::part,
        new ChangeHandler<HasMetadata>(object -> changed.accept(part(object))));
  }

  /** What is kept of an object of these types. */
  @SuppressWarnings("unchecked") // a type and its constructor
  static <T extends HasMetadata> T part(T object) {
    return Headers.withOwn(object, (Supplier<T>) TYPES.get(object.getClass()), OWN);
  }

  @SuppressWarnings("unchecked") // the type of the place is that of its objects
  private <T extends HasMetadata> Informable<T> labelled(AppliedPlace place) {
    MixedOperation<T, ?, ?> all = client.resources((Class<T>) place.type());
    return place.namespace() == null
        ? all.withLabel(Metadata.MANAGED_BY, Metadata.HEEL)
        : all.inNamespace(place.namespace()).withLabel(Metadata.MANAGED_BY, Metadata.HEEL);
  }

  /** Places that are watched now. */
  Set<AppliedPlace> places() {
    return Set.copyOf(watches.keySet());
  }

  /** Whether it is watched, so that a change would be heard of. */
  boolean covers(HasMetadata object) {
    return watches.containsKey(AppliedPlace.of(object));
  }

  /** Up to which version all is heard of in an object's place; nothing where it is not watched. */
  long revision(HasMetadata object) {
    return Optional.ofNullable(watches.get(AppliedPlace.of(object)))
        .map(watch -> Long.parseLong(watch.lastSyncResourceVersion()))
        .orElse(0L);
  }

  /** What is kept of the object of that type and name. */
  Optional<HasMetadata> find(HasMetadata object) {
    return Optional.ofNullable(watches.get(AppliedPlace.of(object)))
        .map(watch -> watch.getStore().getByKey(Cache.metaNamespaceKeyFunc(object)))
        .map(HasMetadata.class::cast);
  }

  /** What is kept of all objects in a place. */
  Stream<HasMetadata> all(AppliedPlace place) {
    SharedIndexInformer<?> watch = watches.get(place);
    return watch == null
        ? Stream.empty()
        : watch.getStore().list().stream().map(HasMetadata.class::cast);
  }

  /** Watches a place no longer. */
  void forget(AppliedPlace place) {
    SharedIndexInformer<?> watch = watches.remove(place);
    if (watch != null) {
      watch.stop();
    }
  }

  @Override
  public void close() {
    places().forEach(this::forget);
  }
}
