package dev.heel.operator.agent;

import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.resource.NamespacedName;
import java.time.Instant;
import java.util.Optional;

/**
 * An Agent while a pass looks at it.
 *
 * @param spec its spec, read
 * @param state what is known of it from passes before
 * @param now when the pass began
 */
record AgentInPass(DatadogAgent agent, AgentSpec spec, AgentState state, Instant now) {
  NamespacedName name() {
    return NamespacedName.of(agent);
  }

  AgentStatus status() {
    return Optional.ofNullable(agent.getStatus()).orElse(AgentStatus.NONE);
  }

  /** How many checks the Agent runs. */
  int checks() {
    return (int)
        state.view().verdicts().values().stream()
            .filter(verdict -> verdict.rendered().isRendered())
            .count();
  }
}
