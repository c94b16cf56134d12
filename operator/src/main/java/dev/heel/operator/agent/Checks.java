package dev.heel.operator.agent;

import dev.heel.agent.check.DatadogCheck;
import dev.heel.operator.api.resource.Surroundings;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.resource.NamespacedName;
import java.util.Optional;
import java.util.Set;

/** What is done with checks, from their first pass to their end. */
public final class Checks {
  private final Surroundings around;
  private final AgentResources resources;
  private final AgentStates states;
  private final CheckInputs inputs;
  private final CheckSecrets secrets;

  public Checks(
      Surroundings around, AgentResources resources, AgentStates states, AgentCluster cluster) {
    this.around = around;
    this.resources = resources;
    this.states = states;
    this.inputs = cluster.inputs();
    this.secrets = new CheckSecrets(around, cluster.applied());
  }

  /**
   * Looks at a check once.
   *
   * @return empty if an Agent has still to look at this generation or to write it, and will say so
   * @throws AppliedObjects.TakenException if a name that it needs is taken by another's object
   */
  public Optional<CheckOutcome> pass(DatadogCheck check) throws AppliedObjects.TakenException {
    return new CheckPass(resources, states, secrets, check).run();
  }

  /** A check is gone: the Agents render without it. */
  public void gone(DatadogCheck check) {
    around.refer(AgentResources.target(NamespacedName.of(check)), Set.of());
    inputs.forgetUnused();
    resources.wakeAgents();
  }
}
