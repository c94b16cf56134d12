package dev.heel.operator.agent;

import dev.heel.agent.check.CheckStatus;
import dev.heel.agent.objects.AgentObjects;
import dev.heel.agent.objects.Metadata;
import dev.heel.agent.objects.PodSecurity;
import dev.heel.agent.objects.WrittenFiles;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.operator.agent.AgentRendering.Rendered;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.cluster.Tokens;
import dev.heel.operator.status.Conditions;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What passes over Agents work with, and what they remember from one to the next. */
public final class AgentTools {
  /** How often is looked for pods without their library. */
  public static final Duration APM_EVERY = Duration.ofSeconds(60);

  private final AgentHalf half;
  private final AgentKeys keys;
  private final AgentRendering rendering;
  private final Debounce debounce;
  private final Tokens tokens;
  private final UntracedWorkloads untraced;
  private final Map<NamespacedName, String> written = new ConcurrentHashMap<>();
  private final Map<NamespacedName, Map<NamespacedName, String>> out = new ConcurrentHashMap<>();
  private final Map<NamespacedName, Look> looks = new ConcurrentHashMap<>();

  private record Look(AgentStatus.Apm apm, long generation, Instant at) {}

  public AgentTools(AgentHalf half) {
    this.half = half;
    this.keys = new AgentKeys(half.around());
    this.rendering = new AgentRendering(half);
    this.debounce = new Debounce(half.around().options().timing().quiet());
    this.tokens = new Tokens(half.around().client());
    this.untraced =
        new UntracedWorkloads(
            half.around().client(),
            half.around().namespaces(),
            half.around().options().watchNamespaces());
  }

  AgentKeys keys() {
    return keys;
  }

  AgentRendering rendering() {
    return rendering;
  }

  Debounce debounce() {
    return debounce;
  }

  Tokens tokens() {
    return tokens;
  }

  /** What was last written in full, in a word; null if nothing was. */
  String written(NamespacedName agent) {
    return written.get(agent);
  }

  void wrote(NamespacedName agent, String change) {
    debounce.done(agent);
    written.put(agent, change);
  }

  /** Whether all objects are in the cluster as they are wanted, whoever wrote them. */
  boolean isThere(AgentObjects objects, Instant now) {
    DaemonSet nodes = objects.daemonSet();
    Rollout rollout = new Rollout(nodes, live(DaemonSet.class, nodes));
    return Stream.of(objects.files(), objects.others(), List.of(objects.deployment()))
            .flatMap(List::stream)
            .allMatch(half.applied()::has)
        && half.applied().has(rollout.begun(now));
  }

  /**
   * At the first look of this process: what an earlier one said is out, and is there with the same
   * bytes, is out.
   */
  void remember(DatadogAgent agent, Rendered rendered) {
    NamespacedName name = NamespacedName.of(agent);
    if (out.containsKey(name)) {
      return;
    }
    out.put(name, new ConcurrentHashMap<>());
    WrittenFiles there = rendering.written(agent);
    rendered
        .checks()
        .forEach(
            (key, check) -> {
              CheckStatus status = check.check().getStatus();
              String files = rendered.fingerprint(key);
              boolean told = status != null && status.pending() == null;
              if (told && files.equals(rendered.fingerprint(key, there::find))) {
                out(name, key, files);
              }
            });
  }

  boolean isOut(NamespacedName agent, NamespacedName check, String files) {
    return files.equals(out.getOrDefault(agent, Map.of()).get(check));
  }

  void out(NamespacedName agent, NamespacedName check, String files) {
    out.computeIfAbsent(agent, name -> new ConcurrentHashMap<>()).put(check, files);
  }

  /** The same object as it is in the cluster; null if it is not there. */
  <T extends HasMetadata> T live(Class<T> type, T wanted) {
    return half.applied()
        .find(type, wanted.getMetadata().getNamespace(), wanted.getMetadata().getName())
        .orElse(null);
  }

  /** Workloads that lack the library, looked for once a minute. */
  AgentStatus.Apm apm(AgentPass pass) {
    NamespacedName name = NamespacedName.of(pass.agent());
    long generation = Conditions.generation(pass.agent());
    Look last = looks.get(name);
    boolean fresh =
        last != null
            && last.generation() == generation
            && pass.now().isBefore(last.at().plus(APM_EVERY));
    if (!fresh) {
      last = new Look(untraced.missing(pass.agent(), pass.spec()), generation, pass.now());
      looks.put(name, last);
    }
    return last.apm();
  }

  /** Why the Agent's namespace lets no pod of a node Agent in; empty if it does. */
  Optional<String> podsRefused(DatadogAgent agent) {
    String namespace = agent.getMetadata().getNamespace();
    return PodSecurity.refusal(namespace, half.around().namespaces().labelsOf(namespace))
        .map(Problem::sentence);
  }

  /** Deletes what an Agent had and has no longer. */
  void prune(DatadogAgent agent, AgentObjects objects) {
    Set<String> wanted =
        objects.all().stream().map(AppliedObjects::name).collect(Collectors.toSet());
    Stream.of(ConfigMap.class, Service.class)
        .flatMap(type -> half.applied().all(type).map(HasMetadata.class::cast))
        .filter(object -> belongs(object, agent))
        .filter(object -> !wanted.contains(AppliedObjects.name(object)))
        .forEach(half.applied()::delete);
  }

  static boolean belongs(HasMetadata object, DatadogAgent agent) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(agent.getMetadata().getUid()));
  }

  /** Deletes what belongs to Agents that are gone, as far as no owner takes it along. */
  public void sweep() {
    List<NamespacedName> here = half.agents().stream().map(NamespacedName::of).toList();
    Set<String> watched = half.around().options().watchNamespaces();
    half
        .around()
        .client()
        .resources(ClusterRoleBinding.class)
        .withLabel(Metadata.MANAGED_BY, Metadata.HEEL)
        .withLabel(Metadata.AGENT_NAMESPACE)
        .list()
        .getItems()
        .stream()
        .filter(binding -> !here.contains(owner(binding)))
        .filter(binding -> watched.isEmpty() || watched.contains(owner(binding).namespace()))
        .forEach(binding -> half.around().client().resource(binding).delete());
  }

  private static NamespacedName owner(ClusterRoleBinding binding) {
    Map<String, String> labels =
        Optional.ofNullable(binding.getMetadata().getLabels()).orElse(Map.of());
    return new NamespacedName(labels.get(Metadata.AGENT_NAMESPACE), labels.get(Metadata.AGENT));
  }

  public void forget(NamespacedName agent) {
    written.remove(agent);
    out.remove(agent);
    looks.remove(agent);
    debounce.done(agent);
    rendering.forget(agent);
  }
}
