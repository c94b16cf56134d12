package dev.heel.operator.cluster;

import dev.heel.engine.NamespaceGrant;
import dev.heel.resource.AllowedNamespaces;
import dev.heel.resource.NamespacedName;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Namespaces: who may use an account, and which are going away. One informer for the process. */
public final class Namespaces implements AutoCloseable {
  private static final long PAGE = 500;

  private final KubernetesClient client;
  private final SharedIndexInformer<Namespace> namespaces;
  private volatile Consumer<String> changed = name -> {};

  /** Those of the first list, of which nobody needs to be told. */
  private final Set<String> atStart = ConcurrentHashMap.newKeySet();

  public Namespaces(KubernetesClient client) {
    this.client = client;
    namespaces =
        LeanInformers.of(
            client.namespaces().withLimit(PAGE),
            namespace -> Headers.withLabels(namespace, Namespace::new),
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(Namespace namespace) {
                String name = namespace.getMetadata().getName();
                if (!atStart.remove(name)) {
                  changed.accept(name);
                }
              }

              @Override
              public void onUpdate(Namespace before, Namespace after) {
                if (!labels(before).equals(labels(after)) || isTerminating(after)) {
                  changed.accept(after.getMetadata().getName());
                }
              }

              @Override
              public void onDelete(Namespace namespace, boolean stateUnknown) {
                atStart.remove(namespace.getMetadata().getName());
              }
            });
    atStart.addAll(namespaces.getStore().listKeys());
  }

  /**
   * From now on is told the name of each namespace that appears, whose labels changed or that
   * begins to go. A resource may be heard of before its namespace is.
   */
  public void follow(Consumer<String> told) {
    changed = told;
  }

  /** Whether a namespace is being deleted, as the informer knows it. */
  public boolean isTerminating(String namespace) {
    return find(namespace).map(Namespaces::isTerminating).orElse(false);
  }

  /** The same by a read, for when the informer may not have heard of it yet. */
  public boolean isTerminatingNow(String namespace) {
    return isTerminating(namespace)
        || Optional.ofNullable(client.namespaces().withName(namespace).get())
            .map(Namespaces::isTerminating)
            .orElse(true);
  }

  /** Whether resources of a namespace may use an account. */
  public boolean allows(NamespacedName account, AllowedNamespaces allowed, String namespace) {
    return NamespaceGrant.covers(allowed, account.namespace(), namespace, labelsOf(namespace));
  }

  /** A namespace's labels; empty if there is none of that name. */
  public Map<String, String> labelsOf(String namespace) {
    return find(namespace).map(Namespaces::labels).orElse(Map.of());
  }

  /** A namespace's uid; null if there is none of that name. */
  public String uidOf(String namespace) {
    return find(namespace).map(found -> found.getMetadata().getUid()).orElse(null);
  }

  private Optional<Namespace> find(String name) {
    return Optional.ofNullable(namespaces.getStore().getByKey(name));
  }

  private static boolean isTerminating(Namespace namespace) {
    return namespace.getMetadata().getDeletionTimestamp() != null;
  }

  private static Map<String, String> labels(Namespace namespace) {
    return Optional.ofNullable(namespace.getMetadata().getLabels()).orElse(Map.of());
  }

  @Override
  public void close() {
    namespaces.stop();
  }
}
