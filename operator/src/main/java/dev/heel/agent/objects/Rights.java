package dev.heel.agent.objects;

import dev.heel.agent.spec.AgentNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import java.util.List;

/**
 * Who the two Agents are and what they may: bindings to roles that Heel's chart brings, for Heel
 * itself may bind those and grant nothing else.
 */
final class Rights {
  private static final String NODE_ROLE = "heel-node-agent";

  /** A ClusterRole for what is read everywhere, and a Role for what is written beside it. */
  private static final String CLUSTER_ROLE = "heel-cluster-agent";

  private static final String GROUP = "rbac.authorization.k8s.io";

  private final AgentNames names;
  private final Metadata metadata;
  private final String namespaceUid;

  Rights(AgentNames names, Metadata metadata, String namespaceUid) {
    this.names = names;
    this.metadata = metadata;
    this.namespaceUid = namespaceUid;
  }

  List<HasMetadata> objects() {
    return List.of(
        account(names.node()),
        account(names.clusterAgent()),
        everywhere(names.node(), NODE_ROLE),
        everywhere(names.clusterAgent(), CLUSTER_ROLE),
        inNamespace(names.clusterAgent(), CLUSTER_ROLE));
  }

  private HasMetadata account(String name) {
    return new ServiceAccountBuilder().withMetadata(metadata.of(name)).build();
  }

  private HasMetadata everywhere(String account, String role) {
    return new ClusterRoleBindingBuilder()
        .withMetadata(metadata.ofCluster(names.binding(account), namespaceUid))
        .withNewRoleRef(GROUP, "ClusterRole", role)
        .addNewSubject(null, "ServiceAccount", account, names.namespace())
        .build();
  }

  private HasMetadata inNamespace(String account, String role) {
    return new RoleBindingBuilder()
        .withMetadata(metadata.of(account))
        .withNewRoleRef(GROUP, "Role", role)
        .addNewSubject(null, "ServiceAccount", account, names.namespace())
        .build();
  }
}
