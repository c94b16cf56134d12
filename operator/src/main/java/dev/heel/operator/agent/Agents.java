package dev.heel.operator.agent;

import dev.heel.agent.spec.DatadogAgent;
import dev.heel.kinds.Kinds;
import dev.heel.operator.api.resource.Surroundings;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.resource.NamespacedName;
import java.util.List;
import java.util.Set;

/** What is done with Agents, from their first pass to their end. */
public final class Agents {
  private final Surroundings around;
  private final AgentResources resources;
  private final AgentStates states;
  private final CheckInputs inputs;
  private final AgentWriter writer;
  private final AgentPass pass;

  public Agents(
      Surroundings around, AgentResources resources, AgentStates states, AgentCluster cluster) {
    this.around = around;
    this.resources = resources;
    this.states = states;
    this.inputs = cluster.inputs();
    this.writer = new AgentWriter(cluster.client(), cluster.applied());
    AgentPreparation preparation =
        new AgentPreparation(
            new AgentKeys(around),
            new AgentRendering(resources, inputs, writer),
            around.namespaces(),
            around.options().clusterName());
    UntracedWorkloads untraced =
        new UntracedWorkloads(
            cluster.client(), around.namespaces(), around.options().watchNamespaces());
    this.pass = new AgentPass(preparation, writer, untraced, resources);
  }

  /**
   * Looks at an Agent once.
   *
   * @throws AppliedObjects.TakenException if a name that it needs is taken by another's object
   */
  public AgentOutcome pass(DatadogAgent agent) throws AppliedObjects.TakenException {
    AgentState state = states.of(NamespacedName.of(agent));
    return pass.run(
        new AgentInPass(
            agent, AgentResources.spec(agent), state, around.options().clock().instant()));
  }

  /** What an Agent's pass was about to write could not be written. */
  public void stuck(NamespacedName agent) {
    AgentState state = states.of(agent);
    resources.saw(state, state.view().stuck());
  }

  /** A pass ended: what no check names any more is no longer watched. */
  public void forgetUnused() {
    inputs.forgetUnused();
  }

  /** An Agent is gone: its checks say so. */
  public void gone(NamespacedName agent) {
    states.forget(agent);
    around.refer(Kinds.AGENT.target(agent), Set.of());
    resources.wakeChecks();
    inputs.forgetUnused();
  }

  /** Deletes what belongs to Agents that are gone: what is in no namespace has no owner. */
  public void sweep() {
    List<NamespacedName> here = resources.agents().stream().map(NamespacedName::of).toList();
    writer.sweep(here, around.options().watchNamespaces());
  }
}
