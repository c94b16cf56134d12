package dev.heel.operator.agent;

import dev.heel.operator.agent.rights.ClusterBindings;
import dev.heel.resource.NamespacedName;
import java.util.Collection;

/** What Agents that are gone leave behind, in memory and in the cluster. */
public final class AgentRemains {
  private final AgentKeys keys;
  private final UnusedWatches watches;
  private final ClusterBindings bindings;

  public AgentRemains(AgentKeys keys, UnusedWatches watches, ClusterBindings bindings) {
    this.keys = keys;
    this.watches = watches;
    this.bindings = bindings;
  }

  /** An Agent is gone. */
  void forget(NamespacedName agent) {
    keys.forget(agent);
    watches.end();
  }

  /** What no Agent or check needs any more is no longer watched. */
  void forgetUnused() {
    watches.end();
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
