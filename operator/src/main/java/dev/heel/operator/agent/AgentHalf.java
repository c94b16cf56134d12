package dev.heel.operator.agent;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.objects.Metadata;
import dev.heel.agent.spec.Admission;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.Kinds;
import dev.heel.operator.api.resource.Surroundings;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.cluster.Contents;
import dev.heel.operator.cluster.TargetWatches;
import dev.heel.operator.process.Metrics.Row;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.wake.AgentWakers;
import dev.heel.operator.wake.PassSchedule;
import dev.heel.resource.Condition;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reason;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the passes over Agents and over checks share. */
public final class AgentHalf implements AutoCloseable {
  private final Surroundings around;
  private final AgentWakers wakers;
  private final Contents contents;
  private final TargetWatches targetWatches;
  private final PassSchedule agentSchedule = new PassSchedule();
  private final PassSchedule checkSchedule = new PassSchedule();
  private final Map<NamespacedName, AgentView> views = new ConcurrentHashMap<>();
  private volatile IndexedResourceCache<DatadogAgent> agents;
  private volatile IndexedResourceCache<DatadogCheck> checks;
  private AppliedObjects applied;

  public AgentHalf(Surroundings around) {
    this.around = around;
    this.wakers = around.agents();
    KubernetesClient client = around.client();
    this.contents = new Contents(client, this::namespaceChanged);
    this.targetWatches = new TargetWatches(client, this::namespaceChanged);
  }

  public Surroundings around() {
    return around;
  }

  public AgentWakers wakers() {
    return wakers;
  }

  Contents contents() {
    return contents;
  }

  TargetWatches targetWatches() {
    return targetWatches;
  }

  public PassSchedule agentSchedule() {
    return agentSchedule;
  }

  public PassSchedule checkSchedule() {
    return checkSchedule;
  }

  /**
   * What came before all caches were filled: an Agent that was looked at before its checks are
   * known would lose them.
   */
  public void wakeAll() {
    wakeAgents();
    checks().forEach(this::wake);
  }

  public void agents(IndexedResourceCache<DatadogAgent> primaries) {
    agents = primaries;
    wakers.agents(primaries);
  }

  public void checks(IndexedResourceCache<DatadogCheck> primaries) {
    checks = primaries;
    wakers.checks(primaries);
  }

  /** Agents that are not being deleted. */
  public List<DatadogAgent> agents() {
    return agents == null ? List.of() : agents.list().filter(AgentHalf::stays).toList();
  }

  /** Checks that are not being deleted. */
  public Stream<DatadogCheck> checks() {
    return checks == null ? Stream.empty() : checks.list().filter(AgentHalf::stays);
  }

  private static boolean stays(HasMetadata resource) {
    return resource.getMetadata().getDeletionTimestamp() == null;
  }

  /** The objects that Heel made; watched from the first use on. */
  synchronized AppliedObjects applied() {
    if (applied == null) {
      applied =
          new AppliedObjects(
              around.client(), around.options().watchNamespaces(), this::ownedChanged);
    }
    return applied;
  }

  /** Whether an Agent runs checks of a namespace. */
  boolean admits(DatadogAgent agent, AgentSpec spec, String namespace) {
    return Admission.of(agent, spec).admits(namespace, around.namespaces().labelsOf(namespace));
  }

  /** Whether an Agent runs code of a namespace. */
  boolean mayBringCode(DatadogAgent agent, AgentSpec spec, String namespace) {
    return Admission.of(agent, spec)
        .mayBringCode(namespace, around.namespaces().labelsOf(namespace));
  }

  static AgentSpec spec(DatadogAgent agent) {
    return SpecReader.read(agent.getSpec(), AgentSpec.class).value();
  }

  AgentView view(NamespacedName agent) {
    return views.getOrDefault(agent, AgentView.NONE);
  }

  /** Keeps what a pass saw, and wakes the checks that it says something new of. */
  void saw(NamespacedName agent, AgentView view) {
    AgentView before = views.put(agent, view);
    Set<NamespacedName> changed = view.differing(before == null ? AgentView.NONE : before);
    if (before == null || !Objects.equals(before.halted(), view.halted())) {
      checks().forEach(this::wake);
    } else {
      changed.forEach(key -> wakers.wake(target(key)));
    }
  }

  /** What an Agent's pass was about to write could not be written. */
  public void stuck(NamespacedName agent) {
    saw(agent, view(agent).stuck());
  }

  /** An Agent is gone: its checks say so, and what no owner takes along is deleted. */
  public void gone(NamespacedName agent) {
    views.remove(agent);
    agentSchedule.forget(new ResourceID(agent.name(), agent.namespace()));
    around.refer(Kinds.AGENT.target(agent), Set.of());
    checks().forEach(this::wake);
  }

  public static Target target(NamespacedName key) {
    return Kinds.CHECK.target(key);
  }

  private void wake(DatadogCheck check) {
    wakers.wake(target(NamespacedName.of(check)));
  }

  /** A check appeared, changed or went. */
  public void wakeAgents() {
    agents().forEach(agent -> wakers.wake(Kinds.AGENT.target(NamespacedName.of(agent))));
  }

  /** Something in a namespace changed that checks there, or the Agents, may hang on. */
  public void namespaceChanged(String namespace) {
    wakeAgents();
    checks()
        .filter(check -> check.getMetadata().getNamespace().equals(namespace))
        .forEach(this::wake);
  }

  private void ownedChanged(HasMetadata object) {
    for (OwnerReference owner : object.getMetadata().getOwnerReferences()) {
      wakers.wake(
          new Target(owner.getKind(), object.getMetadata().getNamespace(), owner.getName()));
    }
    Map<String, String> labels = object.getMetadata().getLabels();
    if (object.getMetadata().getNamespace() == null && labels != null) {
      String namespace = labels.get(Metadata.AGENT_NAMESPACE);
      wakers.wake(Kinds.AGENT.target(namespace, labels.get(Metadata.AGENT)));
    }
  }

  /**
   * Watches only what some check still names. What is watched is looked up before the checks are: a
   * pass over another Agent may just have begun to watch for a check that is newer than they.
   */
  public void forgetUnused() {
    Set<Target> contentsBefore = contents.watched();
    Set<String> neighboursBefore = targetWatches.watched();
    List<CheckDraft> drafts = checks().map(CheckDraft::of).toList();
    contents.forgetAllBut(
        contentsBefore,
        drafts.stream()
            .flatMap(
                draft ->
                    draft.entries().stream()
                        .map(entry -> Contents.target(draft.key().namespace(), entry)))
            .collect(Collectors.toSet()));
    targetWatches.forgetAllBut(
        neighboursBefore,
        drafts.stream()
            .filter(draft -> draft.spec().targets != null)
            .map(draft -> draft.key().namespace())
            .collect(Collectors.toSet()));
  }

  /**
   * A pass ended.
   *
   * @param began when it began, as {@link System#nanoTime} tells
   */
  public void passed(String kind, Reason reason, long began) {
    around.metrics().passed(kind, reason, Duration.ofNanos(System.nanoTime() - began));
  }

  /** How many Agents and checks there are, by kind and reason. */
  public List<Row> figures() {
    Stream<List<Condition>> ofAgents =
        agents == null ? Stream.empty() : agents.list().map(AgentHalf::conditions);
    Stream<List<Condition>> ofChecks =
        checks == null ? Stream.empty() : checks.list().map(AgentHalf::conditions);
    List<Row> rows = new ArrayList<>(Row.byReason(Kinds.AGENT.name(), reasons(ofAgents)));
    rows.addAll(Row.byReason(Kinds.CHECK.name(), reasons(ofChecks)));
    return rows;
  }

  private static List<Condition> conditions(DatadogAgent agent) {
    return agent.getStatus() == null ? null : agent.getStatus().conditions();
  }

  private static List<Condition> conditions(DatadogCheck check) {
    return check.getStatus() == null ? null : check.getStatus().conditions();
  }

  private static Stream<Condition> reasons(Stream<List<Condition>> conditions) {
    return conditions.map(Conditions::ready);
  }

  /** Whether no pass over an Agent or a check is under way or comes before that time. */
  public boolean isIdleUntil(Instant until) {
    return around.cacheSync().isComplete()
        && agentSchedule.isIdleUntil(until)
        && checkSchedule.isIdleUntil(until);
  }

  Optional<DatadogAgent> agent(ResourceID id) {
    return agents == null ? Optional.empty() : agents.get(id);
  }

  @Override
  public synchronized void close() {
    contents.close();
    targetWatches.close();
    if (applied != null) {
      applied.close();
    }
  }
}
