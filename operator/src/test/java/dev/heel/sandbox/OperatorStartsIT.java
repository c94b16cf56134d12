package dev.heel.sandbox;

import static dev.heel.sandbox.AgentWorld.check;
import static dev.heel.sandbox.AgentWorld.python;
import static dev.heel.sandbox.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An operator finds Agents and checks as a process before it left them. */
@DisplayName("An operator that starts again")
class OperatorStartsIT {
  private AgentWorld world;

  @BeforeEach
  void open() {
    world = AgentWorld.open();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  @DisplayName("an operator that starts again writes nothing, and the token stays")
  void restart() {
    world.agent();
    world.apply(check("one", "runOn: Nodes"));
    world.awaitCheck("home", "one", "Rendered");
    world.awaitAgent("RolledOut");
    String secret = "/api/v1/namespaces/datadog/secrets/datadog-cluster-agent-token";
    String token = world.get(secret).toString();
    Map<String, String> before = world.versions();
    long rollouts = world.rollouts();

    try (OwnOperator own = OwnOperator.start(world.world())) {
      eventually(() -> assertThat(own.operator().isSettled(Duration.ofSeconds(5))).isTrue());
    }

    assertThat(world.changed(before)).isEmpty();
    assertThat(world.rollouts()).isEqualTo(rollouts);
    assertThat(world.get(secret)).hasToString(token);
  }

  @Test
  @DisplayName(
      "a broken check goes on as it was after the operator starts anew, until it is mended")
  void brokenAndRestarted() {
    world.agent();
    world.apply(check("one", "runOn: Nodes"));
    world.apply(python("own-code", "pass"));
    world.awaitCheck("home", "one", "Rendered");
    world.awaitCheck("datadog", "own-code", "Rendered");
    world.awaitAgent("RolledOut");
    world.apply(
        python("own-code", "pass").replace("runOn: Nodes", "runOn: Nodes\n  checkName: disk"));
    world.awaitGeneration("datadog", "own-code", 2, "Invalid");
    Map<String, String> before = world.versions();
    long rollouts = world.rollouts();

    try (OwnOperator own = OwnOperator.start(world.world())) {
      eventually(() -> assertThat(own.operator().isSettled(Duration.ofSeconds(5))).isTrue());
      assertThat(world.changed(before)).isEmpty();
      assertThat(world.versions()).hasSameSizeAs(before);
      assertThat(world.rollouts()).isEqualTo(rollouts);
      assertThat(world.message("datadog", "own-code")).contains("goes on with the spec before");
    }
  }
}
