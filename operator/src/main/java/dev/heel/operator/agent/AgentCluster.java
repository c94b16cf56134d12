package dev.heel.operator.agent;

import dev.heel.operator.cluster.AppliedObjects;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;

/**
 * What is read and written in the cluster for Agents and checks, beside these themselves.
 *
 * @param inputs what checks are rendered from
 * @param applied the objects that Heel makes
 */
public record AgentCluster(KubernetesClient client, CheckInputs inputs, AppliedObjects applied)
    implements AutoCloseable {

  /**
   * @param namespaces those that are watched; empty for all
   */
  public static AgentCluster of(
      KubernetesClient client, Set<String> namespaces, AgentResources resources) {
    return new AgentCluster(
        client,
        new CheckInputs(client, resources),
        new AppliedObjects(client, namespaces, resources::appliedChanged));
  }

  @Override
  public void close() {
    inputs.close();
    applied.close();
  }
}
