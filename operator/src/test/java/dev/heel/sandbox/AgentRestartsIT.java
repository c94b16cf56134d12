package dev.heel.sandbox;

import static dev.heel.sandbox.AgentWorld.check;
import static dev.heel.sandbox.AgentWorld.python;
import static dev.heel.sandbox.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Economy of restarts: what restarts the node Agents, when, and what does not. */
@DisplayName("What restarts the node Agents")
class AgentRestartsIT {
  @AutoClose private final AgentWorld world = AgentWorld.open();

  @Test
  @DisplayName("an interval changed under Poll: one ConfigMap is written, and no node restarts")
  void poll() {
    world.agent();
    world.apply(check("one", "runOn: Nodes", "interval: 45s"));
    world.awaitCheck("home", "one", "Rendered");
    world.awaitAgent("RolledOut");
    long rollouts = world.rollouts();
    Map<String, String> before = world.versions();

    world.apply(check("one", "runOn: Nodes", "interval: 60s"));
    world.awaitGeneration("home", "one", 2, "Rendered");

    assertThat(world.rollouts()).isEqualTo(rollouts);
    assertThat(world.changed(before)).containsExactly("datadog-agent-conf-disk-0");
  }

  @Test
  @DisplayName("a hundred edits of a hundred checks within seconds: one rollout")
  void hundredEdits() {
    world.agent();
    world.awaitAgent("RolledOut");
    long rollouts = world.rollouts();
    for (int i = 0; i < 100; i++) {
      world.apply(python("own-code-" + i, "pass"));
    }
    world.awaitCheck("datadog", "own-code-99", "Rendered");
    world.awaitCheck("datadog", "own-code-0", "Rendered");
    assertThat(world.rollouts()).isEqualTo(rollouts + 1);
  }

  @Test
  @DisplayName("scaling what a check watches changes no file and restarts nothing")
  void scaling() {
    world.agent();
    world.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: db, namespace: home}
        spec: {selector: {app: db}, ports: [{port: 3306}]}
        """);
    world.stateful(1);
    world.apply(
        check("db", "targets: {service: db}")
            .replace("integration: disk", "integration: mysql")
            .replace("instances: [{}]", "instances: [{host: '%%host%%', username: datadog}]"));
    world.awaitCheck("home", "db", "Rendered");
    world.awaitAgent("RolledOut");
    Map<String, String> before = world.versions();
    long rollouts = world.rollouts();

    world.stateful(50);
    eventually(
        () -> assertThat(world.placement("db")).isEqualTo("mysql, on 50 endpoints of Service db"));
    world.stateful(1);
    eventually(
        () -> assertThat(world.placement("db")).isEqualTo("mysql, on 1 endpoint of Service db"));

    assertThat(world.changed(before)).isEmpty();
    assertThat(world.rollouts()).isEqualTo(rollouts);
  }

  @Test
  @DisplayName("rollout.minInterval: a change waits, and both say until when")
  void minInterval() {
    world.agent("rollout: {minInterval: 1h}");
    world.awaitAgent("RolledOut");
    world.apply(python("first", "pass"));
    world.awaitCheck("datadog", "first", "Rendered");
    long rollouts = world.rollouts();

    world.apply(python("second", "pass"));
    eventually(
        () ->
            assertThat(
                    world
                        .resource("datadogchecks", "datadog", "second")
                        .at("/status/pendingUntil")
                        .asText())
                .endsWith("Z"));
    eventually(
        () ->
            assertThat(
                    world
                        .resource("datadogagents", "datadog", "datadog")
                        .at("/status/waiting/changes")
                        .toString())
                .isEqualTo("[\"check second is new\",\"datadog.yaml, code or jars changed\"]"));
    assertThat(world.rollouts()).isEqualTo(rollouts);
  }

  @Test
  @DisplayName("turning APM on is one rollout, and no check file changes")
  void apmOn() {
    world.agent();
    world.apply(check("one", "runOn: Nodes"));
    world.awaitCheck("home", "one", "Rendered");
    world.awaitAgent("RolledOut");
    Map<String, String> before = world.versions();
    long rollouts = world.rollouts();

    world.agent("apm: {enabled: true}");
    eventually(
        () ->
            assertThat(world.get(AgentWorld.DAEMON_SET).at("/spec/template/spec/containers"))
                .hasSize(2));

    assertThat(world.changed(before)).containsExactly("datadog-agent-config");
    assertThat(world.rollouts()).isEqualTo(rollouts + 1);
  }
}
