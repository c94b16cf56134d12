package dev.heel.operator.agent;

import dev.heel.agent.objects.AgentObjects;
import dev.heel.agent.objects.WrittenFiles;
import dev.heel.agent.spec.AgentNames;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.cluster.Tokens;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes an Agent's objects, reads back what is there, and deletes what it has no longer. */
public final class AgentWriter {
  private final AppliedObjects applied;
  private final Tokens tokens;

  /** What runs now of an Agent's two workloads. */
  record Workloads(DaemonSet nodes, Deployment cluster) {}

  public AgentWriter(KubernetesClient client, AppliedObjects applied) {
    this.applied = applied;
    this.tokens = new Tokens(client);
  }

  /** The nodes' Agents as they are and as they are wanted. */
  Rollout rollout(AgentObjects objects) {
    DaemonSet wanted = objects.daemonSet();
    return new Rollout(wanted, live(wanted));
  }

  private DaemonSet live(DaemonSet wanted) {
    return applied
        .find(DaemonSet.class, wanted.getMetadata().getNamespace(), wanted.getMetadata().getName())
        .orElse(null);
  }

  /** Whether all objects are in the cluster as they are wanted, whoever wrote them. */
  boolean isThere(AgentObjects objects, Instant now) {
    return Stream.of(objects.files(), objects.others(), List.of(objects.deployment()))
            .flatMap(List::stream)
            .allMatch(applied::has)
        && applied.has(rollout(objects).begun(now));
  }

  /** The Secret by which node Agents and Cluster Agent know each other. */
  void ensureToken(DatadogAgent agent) throws AppliedObjects.TakenException {
    tokens.ensure(agent, AgentNames.of(agent));
  }

  /**
   * Files first, so that a pod finds what it mounts; the nodes' Agents before the Cluster Agent.
   *
   * @param nodes the DaemonSet to apply; null if the one that is there stays
   */
  Workloads write(AgentObjects objects, DaemonSet nodes) throws AppliedObjects.TakenException {
    for (HasMetadata object : objects.files()) {
      applied.apply(object);
    }
    for (HasMetadata object : objects.others()) {
      applied.apply(object);
    }
    DaemonSet running = nodes == null ? live(objects.daemonSet()) : applied.apply(nodes);
    return new Workloads(running, applied.apply(objects.deployment()));
  }

  /** Deletes what an Agent had and has no longer. */
  void prune(DatadogAgent agent, AgentObjects objects) {
    Set<String> wanted =
        objects.all().stream().map(AppliedObjects::name).collect(Collectors.toSet());
    Stream.of(ConfigMap.class, Service.class)
        .flatMap(type -> applied.all(type).map(HasMetadata.class::cast))
        .filter(object -> belongs(object, agent))
        .filter(object -> !wanted.contains(AppliedObjects.name(object)))
        .forEach(applied::delete);
  }

  private static boolean belongs(HasMetadata object, DatadogAgent agent) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(agent.getMetadata().getUid()));
  }

  /** The files as they are in the cluster now. */
  WrittenFiles files(DatadogAgent agent) {
    List<ConfigMap> maps = applied.all(ConfigMap.class).filter(map -> belongs(map, agent)).toList();
    AgentNames names = AgentNames.of(agent);
    DaemonSet nodes = applied.find(DaemonSet.class, names.namespace(), names.node()).orElse(null);
    return new WrittenFiles(names, maps, nodes);
  }
}
