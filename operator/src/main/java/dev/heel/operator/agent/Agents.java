package dev.heel.operator.agent;

import dev.heel.agent.spec.AgentStatus;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.ProblemText;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import dev.heel.resource.Reason;
import java.time.Instant;
import java.util.List;

/** What is done with Agents, from their first pass to their end. */
public final class Agents {
  private final AgentResources resources;
  private final AgentStates states;
  private final AgentPass pass;
  private final AgentRemains remains;

  public Agents(
      AgentResources resources, AgentStates states, AgentPass pass, AgentRemains remains) {
    this.resources = resources;
    this.states = states;
    this.pass = pass;
    this.remains = remains;
  }

  /**
   * Looks at an Agent once.
   *
   * @throws AppliedObjects.TakenException if a name that it needs is taken by another's object
   */
  public Outcome<AgentStatus> pass(DatadogAgent agent, Instant now)
      throws AppliedObjects.TakenException {
    AgentState state = states.of(NamespacedName.of(agent));
    return pass.run(new AgentInPass(agent, AgentResources.spec(agent), state, now));
  }

  /** The spec contradicts itself; a person must change it. */
  public static Outcome<AgentStatus> invalid(List<Problem> problems, AgentStatus facts) {
    String kept = " Nothing was changed in the cluster.";
    return Outcome.of(Reason.Invalid, ProblemText.of(problems) + kept, facts);
  }

  /** What an Agent's pass was about to write could not be written. */
  public void stuck(NamespacedName agent) {
    AgentState state = states.of(agent);
    resources.saw(state, state.view().stuck());
  }

  /** A pass ended: what no check names any more is no longer watched. */
  public void forgetUnused() {
    remains.forgetUnused();
  }

  /** An Agent is gone: its checks say so. */
  public void gone(NamespacedName agent) {
    states.forget(agent);
    remains.forget(agent);
    resources.wakeChecks();
  }

  /** Deletes what belongs to Agents that are gone: what is in no namespace has no owner. */
  public void sweep() {
    remains.sweep(resources.agents().stream().map(NamespacedName::of).toList());
  }
}
