package dev.heel.sandbox;

import static dev.heel.sandbox.AgentWorld.check;
import static dev.heel.sandbox.AgentWorld.python;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an Agent makes of checks, and what people are told of them. */
@DisplayName("Checks of an Agent")
class CheckIT {
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
  @DisplayName("a broken edit never goes out: the check goes on as it was, and others are well")
  void brokenEdit() {
    world.agent();
    world.apply(check("good", "runOn: Nodes"));
    world.apply(python("own-code", "pass"));
    world.awaitCheck("datadog", "own-code", "Rendered");
    world.awaitAgent("RolledOut");
    Map<String, String> before = world.versions();
    long rollouts = world.rollouts();

    world.apply(
        python("own-code", "pass").replace("runOn: Nodes", "runOn: Nodes\n  checkName: disk"));
    world.awaitGeneration("datadog", "own-code", 2, "Invalid");

    assertThat(world.message("datadog", "own-code")).contains("goes on with the spec before");
    assertThat(world.changed(before)).isEmpty();
    assertThat(world.rollouts()).isEqualTo(rollouts);
  }

  @Test
  @DisplayName("code from a namespace that is not among codeNamespaces is refused, and told")
  void foreignCode() {
    world.agent();
    world.namespace("evil");
    world.apply(python("theirs", "pass").replace("namespace: datadog", "namespace: evil"));
    world.awaitCheck("evil", "theirs", "NotAllowed");
    assertThat(world.message("evil", "theirs")).contains("codeNamespaces");
    assertThat(world.maps().keySet()).noneMatch(name -> name.startsWith("datadog-agent-checks"));
  }
}
