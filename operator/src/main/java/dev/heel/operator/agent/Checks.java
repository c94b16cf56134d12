package dev.heel.operator.agent;

import dev.heel.agent.check.CheckStatus;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.operator.agent.rights.CheckSecrets;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.NamespacedName;
import java.util.Optional;

/** What is done with checks, from their first pass to their end. */
public final class Checks {
  private final AgentResources resources;
  private final AgentStates states;
  private final UnusedWatches watches;
  private final CheckSecrets secrets;

  public Checks(
      AgentResources resources, AgentStates states, UnusedWatches watches, CheckSecrets secrets) {
    this.resources = resources;
    this.states = states;
    this.watches = watches;
    this.secrets = secrets;
  }

  /**
   * Looks at a check once.
   *
   * @return empty if an Agent has still to look at this generation or to write it, and will say so
   * @throws AppliedObjects.TakenException if a name that it needs is taken by another's object
   */
  public Optional<Outcome<CheckStatus>> pass(DatadogCheck check)
      throws AppliedObjects.TakenException {
    return new CheckPass(resources, states, secrets, check).run();
  }

  /** A check is gone: the Agents render without it. */
  public void gone(DatadogCheck check) {
    secrets.forget(NamespacedName.of(check));
    watches.end();
    resources.wakeAgents();
  }
}
