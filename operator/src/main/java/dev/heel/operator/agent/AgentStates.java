package dev.heel.operator.agent;

import dev.heel.resource.NamespacedName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of each Agent. */
public final class AgentStates {
  private final Duration quiet;
  private final Map<NamespacedName, AgentState> states = new ConcurrentHashMap<>();

  /**
   * @param quiet for how long nothing must change before changes go out
   */
  public AgentStates(Duration quiet) {
    this.quiet = quiet;
  }

  /** That of an Agent over which a pass begins. */
  AgentState of(NamespacedName agent) {
    return states.computeIfAbsent(agent, name -> new AgentState(quiet));
  }

  /** What an Agent's last pass made of the checks. */
  AgentView view(NamespacedName agent) {
    return Optional.ofNullable(states.get(agent)).map(AgentState::view).orElse(AgentView.NONE);
  }

  /** The Agent is gone. */
  void forget(NamespacedName agent) {
    states.remove(agent);
  }
}
