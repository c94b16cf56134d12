package dev.heel.operator.agent;

import dev.heel.agent.objects.AgentObjects;
import dev.heel.agent.objects.WrittenFiles;
import dev.heel.agent.spec.AgentNames;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.cluster.AppliedPlace;
import dev.heel.operator.cluster.Tokens;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes an Agent's objects, reads back what is there, and deletes what it has no longer. */
public final class AgentWriter {
  private final KubernetesClient client;
  private final AppliedObjects applied;
  private final Tokens tokens;

  /** What runs now of an Agent's two workloads. */
  record Workloads(DaemonSet nodes, Deployment cluster) {}

  public AgentWriter(KubernetesClient client, AppliedObjects applied) {
    this.client = client;
    this.applied = applied;
    this.tokens = new Tokens(client);
  }

  /** The nodes' Agents as they are and as they are wanted. */
  Rollout rollout(AgentObjects objects) {
    DaemonSet wanted = objects.daemonSet();
    return new Rollout(wanted, applied.live(wanted).orElse(null));
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
  Workloads write(AgentObjects objects, Rollout rollout, DaemonSet nodes)
      throws AppliedObjects.TakenException {
    for (HasMetadata object : objects.files()) {
      applied.apply(object);
    }
    for (HasMetadata object : objects.others()) {
      applied.apply(object);
    }
    DaemonSet running = nodes == null ? rollout.live() : applied.applied(nodes);
    return new Workloads(running, applied.applied(objects.deployment()));
  }

  /** Deletes what an Agent had and has no longer. */
  void prune(DatadogAgent agent, AgentObjects objects) {
    Set<String> wanted =
        objects.all().stream().map(AppliedObjects::name).collect(Collectors.toSet());
    Stream.of(ConfigMap.class, Service.class)
        .flatMap(type -> own(agent, type))
        .filter(object -> !wanted.contains(AppliedObjects.name(object)))
        .forEach(applied::delete);
  }

  private Stream<HasMetadata> own(DatadogAgent agent, Class<? extends HasMetadata> type) {
    ObjectMeta metadata = agent.getMetadata();
    return applied.of(metadata.getUid(), new AppliedPlace(type, metadata.getNamespace()));
  }

  /** The files as they are in the cluster now. */
  WrittenFiles files(DatadogAgent agent) {
    AgentNames names = AgentNames.of(agent);
    List<String> maps =
        own(agent, ConfigMap.class).map(map -> map.getMetadata().getName()).toList();
    ObjectMeta nodes =
        new ObjectMetaBuilder().withNamespace(names.namespace()).withName(names.node()).build();
    return new WrittenFiles(
        names,
        maps,
        name -> Optional.ofNullable(maps(names).withName(name).get()),
        applied.live(new DaemonSetBuilder().withMetadata(nodes).build()).orElse(null));
  }

  private NonNamespaceOperation<ConfigMap, ConfigMapList, Resource<ConfigMap>> maps(
      AgentNames names) {
    return client.configMaps().inNamespace(names.namespace());
  }
}
