package dev.heel.sandbox;

import static dev.heel.sandbox.AgentWorld.check;
import static dev.heel.sandbox.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An Agent in a cluster: which objects it becomes, and what is told of it. */
@DisplayName("An Agent in a cluster")
class AgentIT {
  private static final String BINDINGS =
      "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings?labelSelector=heel.dev/agent";

  private static final String PODS = "/api/v1/namespaces/home/pods";
  private static final String TRACED =
      "apm: {instrumentation: {targets: [{name: web, podSelector: {matchLabels: {app: web}}}]}}";
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: home}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: web}]}
      """;

  @AutoClose private final AgentWorld world = AgentWorld.open();

  @Test
  @DisplayName("an Agent that is deleted takes all along, and its checks say that nobody runs them")
  void deleted() {
    world.agent();
    world.apply(check("one", "runOn: Nodes"));
    world.awaitCheck("home", "one", "Rendered");
    assertThat(world.get(BINDINGS).path("items")).hasSize(2);

    world.kubernetes().send("DELETE", AgentWorld.HEEL + "datadog/datadogagents/datadog", null);

    world.awaitCheck("home", "one", "WaitingForAgent");
    eventually(() -> assertThat(world.maps()).isEmpty());
    eventually(() -> assertThat(world.get(BINDINGS).path("items")).isEmpty());
    eventually(
        () -> assertThat(world.get(AgentWorld.DAEMON_SET).path("code").asInt()).isEqualTo(404));
  }

  @Test
  @DisplayName("what somebody changes on Heel's objects is put back")
  void putBack() {
    world.agent();
    world.awaitAgent("RolledOut");
    world.patch(
        "/api/v1/namespaces/datadog/configmaps/datadog-agent-config",
        "{data: {datadog.yaml: 'api_key: theirs'}}");
    eventually(
        () ->
            assertThat(world.maps().get("datadog-agent-config").at("/data/datadog.yaml").asText())
                .contains("site: datadoghq.com"));
  }

  @Test
  @DisplayName("a namespace that is too strict for node Agents is told of, with what mends it")
  void podSecurity() {
    world.agent();
    world.awaitAgent("RolledOut");
    assertThat(world.agentMessage()).doesNotContain("Pod Security");
    String enforce = "{metadata: {labels: {pod-security.kubernetes.io/enforce: %s}}}";

    world.patch("/api/v1/namespaces/datadog", enforce.formatted("restricted"));
    eventually(
        () ->
            assertThat(world.agentMessage())
                .contains(
                    "namespace datadog enforces the Pod Security Standard restricted",
                    "kubectl label namespace datadog"
                        + " pod-security.kubernetes.io/enforce=privileged --overwrite"));

    world.patch("/api/v1/namespaces/datadog", enforce.formatted("privileged"));
    eventually(() -> assertThat(world.agentMessage()).doesNotContain("Pod Security"));
  }

  @Test
  @DisplayName("an object of that name that Heel did not make is left alone")
  void taken() {
    world.apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: datadog-cluster-agent, namespace: datadog}
        """);
    world.agent();
    world.awaitAgent("AlreadyExists");
    assertThat(world.agentMessage()).contains("ServiceAccount datadog/datadog-cluster-agent");

    world.apply(check("one", "runOn: Nodes"));
    world.awaitCheck("home", "one", "Progressing");
    assertThat(world.message("home", "one"))
        .as("a check that cannot go out says where to look")
        .contains("as soon as DatadogAgent datadog/datadog can be written");
  }

  @Test
  @DisplayName(
      "a running pod without its library is named with what mends it; a simulated one is not")
  void notInstrumented() {
    world.apply(WEB);
    world.agent(TRACED);
    world.awaitAgent("RolledOut");
    JsonNode pods = world.get(PODS + "?labelSelector=app%3Dweb").path("items");
    assertThat(pods).hasSize(1);
    assertThat(world.notTraced()).as("nothing runs on the simulated node").isEmpty();

    world.patch(
        PODS + "/" + pods.get(0).at("/metadata/name").asText() + "/status",
        "{status: {containerStatuses: [{name: web, containerID: 'containerd://1'}]}}");
    world.agent(TRACED, "tags: ['owner:other']");

    eventually(
        () ->
            assertThat(world.notTraced())
                .contains("Deployment home/web", "kubectl -n home rollout restart deployment/web"));
  }

  @Test
  @DisplayName("metrics count Agents and checks, and passes over them, as they do other kinds")
  void metrics() {
    world.agent();
    world.apply(check("one", "runOn: Nodes"));
    world.awaitCheck("home", "one", "Rendered");
    world.awaitAgent("RolledOut");

    assertThat(world.world().sandbox.metrics())
        .contains(
            "heel_resources{kind=\"DatadogAgent\",reason=\"RolledOut\"} 1",
            "heel_resources{kind=\"DatadogCheck\",reason=\"Rendered\"} 1",
            "heel_pass_seconds_count{kind=\"DatadogAgent\",reason=\"RolledOut\"}",
            "heel_pass_seconds_count{kind=\"DatadogCheck\",reason=\"Rendered\"}");
  }
}
