package dev.heel.operator;

import dev.heel.kinds.account.AccountSpec;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Namespaces: who may use an account, and which are going away. One informer for the process. */
final class Tenancy implements AutoCloseable {
  private final SharedIndexInformer<Namespace> namespaces;

  /**
   * @param changed told the name of a namespace whose labels changed or that begins to go
   */
  Tenancy(KubernetesClient client, Consumer<String> changed) {
    namespaces =
        client
            .namespaces()
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Namespace namespace) {}

                  @Override
                  public void onUpdate(Namespace before, Namespace after) {
                    if (!labels(before).equals(labels(after)) || isTerminating(after)) {
                      changed.accept(after.getMetadata().getName());
                    }
                  }

                  @Override
                  public void onDelete(Namespace namespace, boolean stateUnknown) {}
                });
  }

  boolean isTerminating(String namespace) {
    return find(namespace).map(Tenancy::isTerminating).orElse(false);
  }

  /** Whether resources of a namespace may use an account. */
  boolean allows(AccountName account, AccountSpec.AllowedNamespaces allowed, String namespace) {
    if (allowed == null || allowed.from == null) {
      return account.namespace().equals(namespace);
    }
    return switch (allowed.from) {
      case Same -> account.namespace().equals(namespace);
      case All -> true;
      case Selector -> find(namespace).map(n -> matches(allowed.selector, labels(n))).orElse(false);
    };
  }

  /**
   * Whether labels match a selector, as metav1.LabelSelector defines it; a null selector matches
   * nothing.
   */
  static boolean matches(AccountSpec.Selector selector, Map<String, String> labels) {
    if (selector == null) {
      return false;
    }
    boolean equal =
        Optional.ofNullable(selector.matchLabels).orElse(Map.of()).entrySet().stream()
            .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
    return equal
        && Optional.ofNullable(selector.matchExpressions).orElse(List.of()).stream()
            .allMatch(expression -> matches(expression, labels));
  }

  private static boolean matches(AccountSpec.Expression wanted, Map<String, String> labels) {
    String value = labels.get(wanted.key);
    List<String> values = Optional.ofNullable(wanted.values).orElse(List.of());
    return switch (wanted.operator) {
      case In -> value != null && values.contains(value);
      case NotIn -> value == null || !values.contains(value);
      case Exists -> value != null;
      case DoesNotExist -> value == null;
    };
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
