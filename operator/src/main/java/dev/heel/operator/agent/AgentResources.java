package dev.heel.operator.agent;

import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.objects.Metadata;
import dev.heel.agent.objects.PodSecurity;
import dev.heel.agent.spec.Admission;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.Kinds;
import dev.heel.operator.cluster.Namespaces;
import dev.heel.operator.process.Metrics.Row;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.wake.AgentWakers;
import dev.heel.resource.Condition;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The Agents and checks that are there, which of them go together, and who is woken by what. */
public final class AgentResources {
  private final AgentWakers wakers;
  private final Namespaces namespaces;
  private volatile ResourceCache<DatadogAgent> agents;
  private volatile ResourceCache<DatadogCheck> checks;

  public AgentResources(AgentWakers wakers, Namespaces namespaces) {
    this.wakers = wakers;
    this.namespaces = namespaces;
  }

  /** The way to wake Agents and checks. */
  public AgentWakers wakers() {
    return wakers;
  }

  public void agents(ResourceCache<DatadogAgent> primaries) {
    agents = primaries;
    wakers.agents(primaries);
  }

  public void checks(ResourceCache<DatadogCheck> primaries) {
    checks = primaries;
    wakers.checks(primaries);
  }

  /** Agents that are not being deleted. */
  List<DatadogAgent> agents() {
    return all(agents).filter(AgentResources::stays).toList();
  }

  /** Checks that are not being deleted. */
  Stream<DatadogCheck> checks() {
    return all(checks).filter(AgentResources::stays);
  }

  private static <T extends HasMetadata> Stream<T> all(ResourceCache<T> cache) {
    return cache == null ? Stream.empty() : cache.list();
  }

  private static boolean stays(HasMetadata resource) {
    return resource.getMetadata().getDeletionTimestamp() == null;
  }

  /** Whether an Agent runs checks of a namespace. */
  boolean admits(DatadogAgent agent, AgentSpec spec, String namespace) {
    return Admission.of(agent, spec).admits(namespace, namespaces.labelsOf(namespace));
  }

  /** Whether an Agent runs code of a namespace. */
  boolean mayBringCode(DatadogAgent agent, AgentSpec spec, String namespace) {
    return Admission.of(agent, spec).mayBringCode(namespace, namespaces.labelsOf(namespace));
  }

  /** Why the Agent's namespace lets no pod of a node Agent in; empty if it does. */
  Optional<String> podsRefused(DatadogAgent agent) {
    String namespace = agent.getMetadata().getNamespace();
    return PodSecurity.refusal(namespace, namespaces.labelsOf(namespace)).map(Problem::sentence);
  }

  static AgentSpec spec(DatadogAgent agent) {
    return SpecReader.read(agent.getSpec(), AgentSpec.class).value();
  }

  public static Target target(NamespacedName key) {
    return Kinds.CHECK.target(key);
  }

  /**
   * What came before all caches were filled: an Agent that was looked at before its checks are
   * known would lose them.
   */
  public void wakeAll() {
    wakeAgents();
    wakeChecks();
  }

  /** A check appeared, changed or went. */
  public void wakeAgents() {
    agents().forEach(agent -> wakers.wake(Kinds.AGENT.target(NamespacedName.of(agent))));
  }

  void wakeChecks() {
    checks().forEach(this::wake);
  }

  private void wake(DatadogCheck check) {
    wakers.wake(target(NamespacedName.of(check)));
  }

  /** Something in a namespace changed that checks there, or the Agents, may hang on. */
  public void namespaceChanged(String namespace) {
    wakeAgents();
    checks()
        .filter(check -> check.getMetadata().getNamespace().equals(namespace))
        .forEach(this::wake);
  }

  /** Keeps what a pass saw, and wakes the checks that it says something new of. */
  void saw(AgentState state, AgentView view) {
    AgentView before = state.show(view);
    if (before.equals(AgentView.NONE) || !Objects.equals(before.halted(), view.halted())) {
      wakeChecks();
    } else {
      view.differing(before).forEach(key -> wakers.wake(target(key)));
    }
  }

  /** An object that was made for an Agent or a check changed. */
  public void appliedChanged(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    for (OwnerReference owner : object.getMetadata().getOwnerReferences()) {
      wakers.wake(new Target(owner.getKind(), namespace, owner.getName()));
    }
    Map<String, String> labels = object.getMetadata().getLabels();
    if (namespace == null && labels != null) {
      wakers.wake(
          Kinds.AGENT.target(labels.get(Metadata.AGENT_NAMESPACE), labels.get(Metadata.AGENT)));
    }
  }

  /** How many Agents and checks there are, by kind and reason. */
  public List<Row> figures() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(
        Row.byReason(
            Kinds.AGENT.name(), all(agents).map(each -> Conditions.ready(conditions(each)))));
    rows.addAll(
        Row.byReason(
            Kinds.CHECK.name(), all(checks).map(each -> Conditions.ready(conditions(each)))));
    return rows;
  }

  private static List<Condition> conditions(DatadogAgent agent) {
    return agent.getStatus() == null ? null : agent.getStatus().conditions();
  }

  private static List<Condition> conditions(DatadogCheck check) {
    return check.getStatus() == null ? null : check.getStatus().conditions();
  }
}
