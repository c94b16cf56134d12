package dev.heel.operator;

import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.operator.agent.AgentCluster;
import dev.heel.operator.agent.AgentResources;
import dev.heel.operator.agent.AgentStates;
import dev.heel.operator.agent.Agents;
import dev.heel.operator.agent.Checks;
import dev.heel.operator.api.resource.Surroundings;
import dev.heel.operator.process.Metrics.Row;
import dev.heel.operator.status.Recorder;
import java.time.Instant;
import java.util.List;

/** The controllers of Agents and checks, and what they share. */
final class AgentControllers implements AutoCloseable {
  private final Surroundings around;
  private final AgentResources resources;
  private final AgentCluster cluster;
  private final AgentReconciler agents;
  private final CheckReconciler checks;

  AgentControllers(Surroundings around, Recorder recorder) {
    this.around = around;
    this.resources = new AgentResources(around.agents(), around.namespaces());
    this.cluster = AgentCluster.of(around.client(), around.options().watchNamespaces(), resources);
    AgentStates states = new AgentStates(around.options().timing().quiet());
    this.agents =
        new AgentReconciler(
            around, resources, new Agents(around, resources, states, cluster), recorder);
    this.checks =
        new CheckReconciler(
            around, resources, new Checks(around, resources, states, cluster), recorder);
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
    return around.cacheSync().isComplete()
        && agents.isIdleUntil(until)
        && checks.isIdleUntil(until);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
