package dev.heel.operator.agent.rights;

import dev.heel.agent.objects.Metadata;
import dev.heel.resource.NamespacedName;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ClusterRoleBindings of Agents. They are in no namespace, so no Agent can own them. */
public final class ClusterBindings {
  private final KubernetesClient client;
  private final Set<String> watched;

  /**
   * @param watched namespaces of which this process knows the Agents; empty for all
   */
  public ClusterBindings(KubernetesClient client, Set<String> watched) {
    this.client = client;
    this.watched = watched;
  }

  /**
   * Deletes those of Agents that are gone.
   *
   * @param here the Agents that are there
   */
  public void sweep(Collection<NamespacedName> here) {
    client
        .resources(ClusterRoleBinding.class)
        .withLabel(Metadata.MANAGED_BY, Metadata.HEEL)
        .withLabel(Metadata.AGENT_NAMESPACE)
        .list()
        .getItems()
        .stream()
        .filter(binding -> !here.contains(owner(binding)))
        .filter(binding -> watched.isEmpty() || watched.contains(owner(binding).namespace()))
        .map(binding -> binding.getMetadata().getName())
        .forEach(name -> client.resources(ClusterRoleBinding.class).withName(name).delete());
  }

  private static NamespacedName owner(ClusterRoleBinding binding) {
    Map<String, String> labels =
        Optional.ofNullable(binding.getMetadata().getLabels()).orElse(Map.of());
    return new NamespacedName(labels.get(Metadata.AGENT_NAMESPACE), labels.get(Metadata.AGENT));
  }
}
