package dev.heel.sandbox;

import static dev.heel.sandbox.AgentWorld.check;
import static dev.heel.sandbox.AgentWorld.python;
import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Agents and checks, as they run and as they wait. */
@DisplayName("Agents and checks stand still after every kind of restart")
class RestingAgentsIT extends RestingWorld {
  private final AgentWorld agents = AgentWorld.of(world);

  @Override
  void waiting() {
    world.inSync(monitor("home", "looked-at")); // by its lists the rounds are counted
    agents.agent();
    agents.awaitAgent("RolledOut");
    world.apply(check("good", "runOn: Nodes"));
    agents.awaitCheck("home", "good", "Rendered");
    world.apply(
        check("keyless", "runOn: Cluster")
            .replace("integration: disk", "integration: mysql")
            .replace("[{}]", "[{host: db, username: u, password: $(secret/db/password)}]"));
    agents.awaitCheck("home", "keyless", "WaitingForReference");
    world.apply(python("theirs", "pass").replace("namespace: datadog", "namespace: home"));
    agents.awaitCheck("home", "theirs", "NotAllowed");
    world.apply(python("wrong", "pass").replace("runOn: Nodes", "runOn: Nodes\n  checkName: disk"));
    agents.awaitCheck("datadog", "wrong", "Invalid");

    world.apply(
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: taken-cluster-agent, namespace:"
            + " datadog}}");
    agent("taken", "default");
    agent("waits", "none");
    awaitAgent("taken", "AlreadyExists");
    awaitAgent("waits", "WaitingForAccount");
  }

  private void agent(String name, String account) {
    world.apply(
        ("{apiVersion: heel.dev/v1alpha1, kind: DatadogAgent, metadata: {name: %s, namespace:"
                + " datadog}, spec: {accountRef: {name: %s}}}")
            .formatted(name, account));
  }

  private void awaitAgent(String name, String reason) {
    eventually(
        () ->
            assertThat(
                    World.ready(agents.resource("datadogagents", "datadog", name))
                        .path("reason")
                        .asText())
                .isEqualTo(reason));
  }

  @Override
  List<String> refused() {
    return List.of();
  }

  @Override
  OwnOperator started(String identity) {
    return OwnOperator.startElected(world, proxy.url(), identity);
  }
}
