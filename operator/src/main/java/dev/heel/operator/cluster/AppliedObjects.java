package dev.heel.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.objects.Metadata;
import dev.heel.engine.compare.Canonical;
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
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The objects that Heel makes in the cluster, found by their label. They are written by server-side
 * apply, and only when they differ from what is wanted.
 */
public final class AppliedObjects implements AutoCloseable {
  /** What was last applied, in a word. */
  static final String HASH = "heel.dev/hash";

  private static final List<Class<? extends HasMetadata>> TYPES =
      List.of(
          ConfigMap.class,
          Service.class,
          ServiceAccount.class,
          Role.class,
          RoleBinding.class,
          ClusterRoleBinding.class,
          Deployment.class,
          DaemonSet.class);

  private static final String EVERYWHERE = "";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An object of that name is there and was not made by Heel. */
  public static final class TakenException extends Exception {
    private static final long serialVersionUID = 1L;

    TakenException(String message) {
      super(message, null, false, false);
    }
  }

  private final KubernetesClient client;
  private final Set<String> namespaces;
  private final Consumer<HasMetadata> changed;
  private Map<Class<?>, Map<String, SharedIndexInformer<?>>> informers;

  /** By object: what the API server had after it was last applied here. */
  private final Map<String, String> settled = new ConcurrentHashMap<>();

  /** By object: what was written here and the cache has not heard of yet. */
  private final Map<String, HasMetadata> ahead = new ConcurrentHashMap<>();

  /**
   * Watches nothing before it is first used.
   *
   * @param namespaces those that are watched; empty for all
   * @param changed told each object that appears, changes or goes by another's hand
   */
  public AppliedObjects(
      KubernetesClient client, Set<String> namespaces, Consumer<HasMetadata> changed) {
    this.client = client;
    this.namespaces = namespaces;
    this.changed = changed;
  }

  /** Returns when their caches are filled. */
  private synchronized Map<Class<?>, Map<String, SharedIndexInformer<?>>> informers() {
    if (informers == null) {
      Map<Class<?>, Map<String, SharedIndexInformer<?>>> all = new LinkedHashMap<>();
      TYPES.forEach(type -> all.put(type, watch(type)));
      informers = all;
    }
    return informers;
  }

  /** By namespace; one informer of all has the namespace {@link #EVERYWHERE}. */
  private <T extends HasMetadata> Map<String, SharedIndexInformer<?>> watch(Class<T> type) {
    ChangeHandler<T> told = new ChangeHandler<>(this::heard);
    if (namespaces.isEmpty() || type == ClusterRoleBinding.class) {
      return Map.of(
          EVERYWHERE,
          client
              .resources(type)
              .inAnyNamespace()
              .withLabel(Metadata.MANAGED_BY, Metadata.HEEL)
              .inform(told));
    }
    Map<String, SharedIndexInformer<?>> each = new LinkedHashMap<>();
    for (String namespace : namespaces) {
      each.put(
          namespace,
          client
              .resources(type)
              .inNamespace(namespace)
              .withLabel(Metadata.MANAGED_BY, Metadata.HEEL)
              .inform(told));
    }
    return each;
  }

  /** Empty for a namespace that is not watched. */
  private Optional<SharedIndexInformer<?>> informer(Class<?> type, String namespace) {
    Map<String, SharedIndexInformer<?>> each = informers().get(type);
    return Optional.ofNullable(each.getOrDefault(String.valueOf(namespace), each.get(EVERYWHERE)));
  }

  /** Those of a kind, as the cache has them, or newer if they were just written here. */
  public <T extends HasMetadata> Stream<T> all(Class<T> type) {
    List<HasMetadata> own =
        ahead.values().stream().filter(type::isInstance).filter(this::isAhead).toList();
    Stream<?> cached =
        informers().get(type).values().stream().flatMap(i -> i.getStore().list().stream());
    Map<String, T> all = new LinkedHashMap<>();
    Stream.concat(cached, own.stream())
        .map(type::cast)
        .forEach(each -> all.merge(name(each), each, AppliedObjects::newer));
    return all.values().stream();
  }

  /**
   * Whether the cache is older. One that is not, and lacks the object, knows better: somebody
   * deleted it before the cache heard of it. To be asked before the cache is read, which may hear
   * of the object in between.
   */
  private boolean isAhead(HasMetadata own) {
    return informer(own.getClass(), own.getMetadata().getNamespace())
        .map(informer -> Long.parseLong(informer.lastSyncResourceVersion()))
        .filter(heard -> heard >= revision(own))
        .isEmpty();
  }

  private static <T extends HasMetadata> T newer(T cached, T own) {
    return revision(own) > revision(cached) ? own : cached;
  }

  /**
   * Makes the object what is wanted, and gives it as it is then.
   *
   * @throws TakenException if there is one of that name that is not Heel's
   */
  public <T extends HasMetadata> T apply(T wanted) throws TakenException {
    JsonNode tree = JSON.valueToTree(wanted);
    String hash = Canonical.hash(tree);
    T cached = cached(wanted);
    if (cached != null && isApplied(cached, tree, hash)) {
      return cached;
    }
    T live = client.resource(wanted).get();
    if (live != null && !isHeels(live)) {
      throw new TakenException(
          "%s is there already and was not made by Heel".formatted(name(wanted)));
    }
    if (live != null && isApplied(live, tree, hash)) {
      return live;
    }
    T marked = JSON.convertValue(tree, AppliedObjects.<T>type(wanted));
    Map<String, String> annotations = new LinkedHashMap<>(annotations(wanted));
    annotations.put(HASH, hash);
    marked.getMetadata().setAnnotations(annotations);
    T written = client.resource(marked).fieldManager("heel").forceConflicts().serverSideApply();
    settled.put(name(written), version(written));
    ahead.put(name(written), written);
    return written;
  }

  /** Whether the cache has the object as it is wanted. */
  public <T extends HasMetadata> boolean has(T wanted) {
    JsonNode tree = JSON.valueToTree(wanted);
    T cached = cached(wanted);
    return cached != null && isApplied(cached, tree, Canonical.hash(tree));
  }

  /** What was written here is known already and nobody needs to look at it again. */
  private void heard(HasMetadata object) {
    HasMetadata last = ahead.get(name(object));
    settled.computeIfPresent(name(object), (name, version) -> isGone(object) ? null : version);
    boolean isEcho = last != null && revision(last) == revision(object);
    ahead.computeIfPresent(
        name(object), (name, own) -> revision(own) <= revision(object) ? null : own);
    if (!isEcho) {
      changed.accept(object);
    }
  }

  private boolean isGone(HasMetadata object) {
    return informer(object.getClass(), object.getMetadata().getNamespace())
        .filter(it -> it.getStore().getByKey(Cache.metaNamespaceKeyFunc(object)) == null)
        .isPresent();
  }

  /**
   * Versions of one object are numbers that grow (Kubernetes API concepts, "Resource versions").
   */
  private static long revision(HasMetadata object) {
    return Long.parseLong(object.getMetadata().getResourceVersion());
  }

  /** Deletes it; nothing happens if it is gone. */
  public void delete(HasMetadata object) {
    settled.remove(name(object));
    ahead.remove(name(object));
    client.resource(object).delete();
  }

  /** Whether it is as it was applied, or at least has all that is wanted. */
  private boolean isApplied(HasMetadata live, JsonNode tree, String hash) {
    if (!hash.equals(annotations(live).get(HASH))) {
      return false;
    }
    boolean untouched = version(live).equals(settled.get(name(live)));
    boolean good = untouched || JsonSubset.covers(JSON.valueToTree(live), tree);
    if (good) {
      settled.put(name(live), version(live));
    }
    return good;
  }

  /** A workload's status comes and goes with its pods; only its spec counts. */
  private static String version(HasMetadata live) {
    boolean workload = live instanceof DaemonSet || live instanceof Deployment;
    return live.getMetadata().getUid()
        + (workload
            ? "/" + live.getMetadata().getGeneration()
            : "@" + live.getMetadata().getResourceVersion());
  }

  @SuppressWarnings("unchecked") // an object is of its own class
  private static <T extends HasMetadata> Class<T> type(T object) {
    return (Class<T>) object.getClass();
  }

  private <T extends HasMetadata> T cached(T wanted) {
    String namespace = wanted.getMetadata().getNamespace();
    String name = wanted.getMetadata().getName();
    return find(type(wanted), namespace, name).orElse(null);
  }

  /**
   * One of a kind, as the cache has it, or newer if it was just written here.
   *
   * @param namespace null for what is in none
   */
  public <T extends HasMetadata> Optional<T> find(Class<T> type, String namespace, String name) {
    String key = namespace == null ? name : namespace + "/" + name;
    Optional<T> own =
        Optional.ofNullable(ahead.get(type.getSimpleName() + " " + key))
            .filter(this::isAhead)
            .map(type::cast);
    Optional<T> cached =
        informer(type, namespace)
            .flatMap(informer -> Optional.ofNullable(informer.getStore().getByKey(key)))
            .map(type::cast);
    return Stream.concat(cached.stream(), own.stream()).reduce(AppliedObjects::newer);
  }

  static boolean isHeels(HasMetadata object) {
    return object.getMetadata().getLabels() != null
        && Metadata.HEEL.equals(object.getMetadata().getLabels().get(Metadata.MANAGED_BY));
  }

  /** An object's annotations; empty if it has none. */
  public static Map<String, String> annotations(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
  }

  /** {@code KIND NAMESPACE/NAME}, or without the namespace where there is none. */
  public static String name(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return object.getKind()
        + " "
        + (namespace == null ? "" : namespace + "/")
        + object.getMetadata().getName();
  }

  @Override
  public synchronized void close() {
    if (informers == null) {
      return;
    }
    informers.values().forEach(each -> each.values().forEach(SharedIndexInformer::stop));
  }
}
