package dev.heel.operator.agent;

import dev.heel.operator.agent.rights.ClusterBindings;
import dev.heel.resource.NamespacedName;
import java.util.Collection;

/** What Agents that are gone leave behind, in memory and in the cluster. */
public final class AgentRemains {
  private final AgentKeys keys;
  private final CheckInputs inputs;
  private final ClusterBindings bindings;

  public AgentRemains(AgentKeys keys, CheckInputs inputs, ClusterBindings bindings) {
    this.keys = keys;
    this.inputs = inputs;
    this.bindings = bindings;
  }

  /** An Agent is gone. */
  void forget(NamespacedName agent) {
    keys.forget(agent);
    inputs.forgetUnused();
  }

  /** What no check names any more is no longer watched. */
  void forgetUnused() {
    inputs.forgetUnused();
  }

  /**
   * Deletes what no owner takes along.
   *
   * @param here the Agents that are there
   */
  void sweep(Collection<NamespacedName> here) {
    bindings.sweep(here);
  }
}
