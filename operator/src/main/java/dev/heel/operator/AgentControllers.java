package dev.heel.operator;

import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.operator.agent.AgentKeys;
import dev.heel.operator.agent.AgentPass;
import dev.heel.operator.agent.AgentPreparation;
import dev.heel.operator.agent.AgentRemains;
import dev.heel.operator.agent.AgentRendering;
import dev.heel.operator.agent.AgentResources;
import dev.heel.operator.agent.AgentStates;
import dev.heel.operator.agent.AgentWriter;
import dev.heel.operator.agent.Agents;
import dev.heel.operator.agent.CheckInputs;
import dev.heel.operator.agent.Checks;
import dev.heel.operator.agent.UntracedWorkloads;
import dev.heel.operator.agent.UnusedWatches;
import dev.heel.operator.agent.rights.CheckSecrets;
import dev.heel.operator.agent.rights.ClusterBindings;
import dev.heel.operator.agent.rights.SecretRoles;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.cluster.Contents;
import dev.heel.operator.cluster.Namespaces;
import dev.heel.operator.cluster.TargetWatches;
import dev.heel.operator.process.Metrics.Row;
import dev.heel.operator.process.OperatorOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;

/** The controllers of Agents and checks, and what they share. */
final class AgentControllers implements AutoCloseable {
  private final PassGate gate;
  private final AgentResources resources;
  private final AgentStates states;
  private final CheckInputs inputs;
  private final AppliedObjects applied;
  private final AgentReconciler agents;
  private final CheckReconciler checks;

  AgentControllers(OperatorProcess process, AgentParts parts, PassGate gate, PassTail tail) {
    OperatorOptions options = process.options();
    KubernetesClient client = process.client();
    this.gate = gate;
    this.resources = new AgentResources(parts.wakers(), parts.access().namespaces());
    this.states = new AgentStates(options.timing().quiet());
    this.inputs =
        new CheckInputs(
            resources,
            new Contents(parts.named(), resources::namespaceChanged),
            new TargetWatches(client, resources::namespaceChanged));
    this.applied = new AppliedObjects(client, resources::appliedChanged);
    UnusedWatches unused = new UnusedWatches(resources, inputs, applied);
    AgentKeys keys = new AgentKeys(parts.access().accounts()::resource, parts.referrers());
    ClusterBindings bindings = new ClusterBindings(client, options.watchNamespaces());
    AgentRemains remains = new AgentRemains(keys, unused, bindings);
    this.agents =
        new AgentReconciler(
            gate,
            resources,
            new Agents(
                resources, states, pass(process, parts.access().namespaces(), keys), remains),
            tail);
    SecretRoles roles = new SecretRoles(client, applied);
    CheckSecrets secrets = new CheckSecrets(parts.secrets(), parts.referrers(), roles);
    this.checks =
        new CheckReconciler(gate, resources, new Checks(resources, states, unused, secrets), tail);
  }

  private AgentPass pass(OperatorProcess process, Namespaces namespaces, AgentKeys keys) {
    OperatorOptions options = process.options();
    KubernetesClient client = process.client();
    AgentWriter writer = new AgentWriter(client, applied);
    return new AgentPass(
        new AgentPreparation(
            keys, new AgentRendering(resources, inputs, writer), namespaces, options.clusterName()),
        writer,
        new UntracedWorkloads(client, namespaces, options.watchNamespaces()),
        resources);
  }

  void register(Controllers controllers) {
    controllers.registerForAllEvents(agents, DatadogAgent.class);
    controllers.registerForAllEvents(checks, DatadogCheck.class);
  }

  /** All caches are filled: looks at everything, since what came before was not looked at. */
  void start() {
    resources.wakeAll();
    agents.sweep();
  }

  /** Something in a namespace changed, or its labels did. */
  void namespaceChanged(String namespace) {
    resources.namespaceChanged(namespace);
  }

  /** How many Agents and checks there are, by kind and reason. */
  List<Row> figures() {
    return resources.figures();
  }

  /** Whether no pass over an Agent or a check is under way or comes before that time. */
  boolean isIdleUntil(Instant until) {
    return gate.isSynced() && agents.isIdleUntil(until) && checks.isIdleUntil(until);
  }

  @Override
  public void close() {
    inputs.close();
    applied.close();
  }
}
