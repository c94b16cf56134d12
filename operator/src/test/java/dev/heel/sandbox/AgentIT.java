package dev.heel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.operator.Timing;
import dev.heel.testing.KubeHttp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Agents and checks in a cluster: what is written, what restarts, and what people are told. */
@DisplayName("An Agent and its checks")
class AgentIT {
  private static final String APPS = "/apis/apps/v1/namespaces/datadog/";
  private static final String DAEMON_SET = APPS + "daemonsets/datadog-agent";
  private static final String HEEL = "/apis/heel.dev/v1alpha1/namespaces/";
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

  /** Changes are collected for half a second. */
  private static final Timing CALM =
      new Timing(
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(8),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1));

  private World world;

  @BeforeEach
  void open() {
    world = World.at(CALM);
    world.namespace("home");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  @DisplayName("an interval changed under Poll: one ConfigMap is written, and no node restarts")
  void poll() {
    agent();
    world.apply(check("one", "runOn: Nodes", "interval: 45s"));
    awaitCheck("home", "one", "Rendered");
    awaitAgent("RolledOut");
    long rollouts = rollouts();
    Map<String, String> before = versions();

    world.apply(check("one", "runOn: Nodes", "interval: 60s"));
    awaitGeneration("home", "one", 2, "Rendered");

    assertThat(rollouts()).isEqualTo(rollouts);
    assertThat(changed(before)).containsExactly("datadog-agent-conf-disk-0");
  }

  @Test
  @DisplayName("a hundred edits of a hundred checks within seconds: one rollout")
  void hundredEdits() {
    agent();
    awaitAgent("RolledOut");
    long rollouts = rollouts();
    for (int i = 0; i < 100; i++) {
      world.apply(python("own-code-" + i, "pass"));
    }
    awaitCheck("datadog", "own-code-99", "Rendered");
    awaitCheck("datadog", "own-code-0", "Rendered");
    assertThat(rollouts()).isEqualTo(rollouts + 1);
  }

  @Test
  @DisplayName("scaling what a check watches changes no file and restarts nothing")
  void scaling() {
    agent();
    world.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: db, namespace: home}
        spec: {selector: {app: db}, ports: [{port: 3306}]}
        """);
    stateful(1);
    world.apply(
        check("db", "targets: {service: db}")
            .replace("integration: disk", "integration: mysql")
            .replace("instances: [{}]", "instances: [{host: '%%host%%', username: datadog}]"));
    awaitCheck("home", "db", "Rendered");
    awaitAgent("RolledOut");
    Map<String, String> before = versions();
    long rollouts = rollouts();

    stateful(50);
    World.eventually(
        () -> assertThat(placement("db")).isEqualTo("mysql, on 50 endpoints of Service db"));
    stateful(1);
    World.eventually(
        () -> assertThat(placement("db")).isEqualTo("mysql, on 1 endpoint of Service db"));

    assertThat(changed(before)).isEmpty();
    assertThat(rollouts()).isEqualTo(rollouts);
  }

  @Test
  @DisplayName("a broken edit never goes out: the check goes on as it was, and others are well")
  void brokenEdit() {
    agent();
    world.apply(check("good", "runOn: Nodes"));
    world.apply(python("own-code", "pass"));
    awaitCheck("datadog", "own-code", "Rendered");
    awaitAgent("RolledOut");
    Map<String, String> before = versions();
    long rollouts = rollouts();

    world.apply(
        python("own-code", "pass").replace("runOn: Nodes", "runOn: Nodes\n  checkName: disk"));
    awaitGeneration("datadog", "own-code", 2, "Invalid");

    assertThat(
            World.ready(resource("datadogchecks", "datadog", "own-code")).path("message").asText())
        .contains("goes on with the spec before");
    assertThat(changed(before)).isEmpty();
    assertThat(rollouts()).isEqualTo(rollouts);
  }

  @Test
  @DisplayName("code from a namespace that is not among codeNamespaces is refused, and told")
  void foreignCode() {
    agent();
    world.namespace("evil");
    world.apply(python("theirs", "pass").replace("namespace: datadog", "namespace: evil"));
    awaitCheck("evil", "theirs", "NotAllowed");
    assertThat(World.ready(resource("datadogchecks", "evil", "theirs")).path("message").asText())
        .contains("codeNamespaces");
    assertThat(maps().keySet()).noneMatch(name -> name.startsWith("datadog-agent-checks"));
  }

  @Test
  @DisplayName("rollout.minInterval: a change waits, and both say until when")
  void minInterval() {
    agent("rollout: {minInterval: 1h}");
    awaitAgent("RolledOut");
    world.apply(python("first", "pass"));
    awaitCheck("datadog", "first", "Rendered");
    long rollouts = rollouts();

    world.apply(python("second", "pass"));
    World.eventually(
        () ->
            assertThat(
                    resource("datadogchecks", "datadog", "second")
                        .at("/status/pendingUntil")
                        .asText())
                .endsWith("Z"));
    World.eventually(
        () ->
            assertThat(
                    resource("datadogagents", "datadog", "datadog")
                        .at("/status/waiting/changes")
                        .toString())
                .isEqualTo("[\"check second is new\",\"datadog.yaml, code or jars changed\"]"));
    assertThat(rollouts()).isEqualTo(rollouts);
  }

  @Test
  @DisplayName("an Agent that is deleted takes all along, and its checks say that nobody runs them")
  void deleted() {
    agent();
    world.apply(check("one", "runOn: Nodes"));
    awaitCheck("home", "one", "Rendered");
    assertThat(get(BINDINGS).path("items")).hasSize(2);

    world.kubernetes().send("DELETE", HEEL + "datadog/datadogagents/datadog", null);

    awaitCheck("home", "one", "WaitingForAgent");
    World.eventually(() -> assertThat(maps()).isEmpty());
    World.eventually(() -> assertThat(get(BINDINGS).path("items")).isEmpty());
    World.eventually(() -> assertThat(get(DAEMON_SET).path("code").asInt()).isEqualTo(404));
  }

  @Test
  @DisplayName("an operator that starts again writes nothing, and the token stays")
  void restart() {
    agent();
    world.apply(check("one", "runOn: Nodes"));
    awaitCheck("home", "one", "Rendered");
    awaitAgent("RolledOut");
    String secret = "/api/v1/namespaces/datadog/secrets/datadog-cluster-agent-token";
    String token = get(secret).toString();
    Map<String, String> before = versions();
    long rollouts = rollouts();

    try (OwnOperator own = OwnOperator.start(world)) {
      World.eventually(() -> assertThat(own.operator().isSettled(Duration.ofSeconds(5))).isTrue());
    }

    assertThat(changed(before)).isEmpty();
    assertThat(rollouts()).isEqualTo(rollouts);
    assertThat(get(secret)).hasToString(token);
  }

  @Test
  @DisplayName(
      "a broken check goes on as it was after the operator starts anew, until it is mended")
  void brokenAndRestarted() {
    agent();
    world.apply(check("one", "runOn: Nodes"));
    world.apply(python("own-code", "pass"));
    awaitCheck("home", "one", "Rendered");
    awaitCheck("datadog", "own-code", "Rendered");
    awaitAgent("RolledOut");
    world.apply(
        python("own-code", "pass").replace("runOn: Nodes", "runOn: Nodes\n  checkName: disk"));
    awaitGeneration("datadog", "own-code", 2, "Invalid");
    Map<String, String> before = versions();
    long rollouts = rollouts();

    try (OwnOperator own = OwnOperator.start(world)) {
      World.eventually(() -> assertThat(own.operator().isSettled(Duration.ofSeconds(5))).isTrue());
      assertThat(changed(before)).isEmpty();
      assertThat(versions()).hasSameSizeAs(before);
      assertThat(rollouts()).isEqualTo(rollouts);
      assertThat(
              World.ready(resource("datadogchecks", "datadog", "own-code"))
                  .path("message")
                  .asText())
          .contains("goes on with the spec before");
    }
  }

  @Test
  @DisplayName("what somebody changes on Heel's objects is put back")
  void putBack() {
    agent();
    awaitAgent("RolledOut");
    patch(
        "/api/v1/namespaces/datadog/configmaps/datadog-agent-config",
        "{data: {datadog.yaml: 'api_key: theirs'}}");
    World.eventually(
        () ->
            assertThat(maps().get("datadog-agent-config").at("/data/datadog.yaml").asText())
                .contains("site: datadoghq.com"));
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
    agent();
    awaitAgent("AlreadyExists");
    assertThat(agentMessage()).contains("ServiceAccount datadog/datadog-cluster-agent");
  }

  @Test
  @DisplayName("turning APM on is one rollout, and no check file changes")
  void apmOn() {
    agent();
    world.apply(check("one", "runOn: Nodes"));
    awaitCheck("home", "one", "Rendered");
    awaitAgent("RolledOut");
    Map<String, String> before = versions();
    long rollouts = rollouts();

    agent("apm: {enabled: true}");
    World.eventually(
        () -> assertThat(get(DAEMON_SET).at("/spec/template/spec/containers")).hasSize(2));

    assertThat(changed(before)).containsExactly("datadog-agent-config");
    assertThat(rollouts()).isEqualTo(rollouts + 1);
  }

  @Test
  @DisplayName(
      "a running pod without its library is named with what mends it; a simulated one is not")
  void notInstrumented() {
    world.apply(WEB);
    agent(TRACED);
    awaitAgent("RolledOut");
    JsonNode pods = get(PODS + "?labelSelector=app%3Dweb").path("items");
    assertThat(pods).hasSize(1);
    assertThat(notTraced()).as("nothing runs on the simulated node").isEmpty();

    patch(
        PODS + "/" + pods.get(0).at("/metadata/name").asText() + "/status",
        "{status: {containerStatuses: [{name: web, containerID: 'containerd://1'}]}}");
    agent(TRACED, "tags: ['owner:other']");

    World.eventually(
        () ->
            assertThat(notTraced())
                .contains("Deployment home/web", "kubectl -n home rollout restart deployment/web"));
  }

  @Test
  @DisplayName("metrics count Agents and checks, and passes over them, as they do other kinds")
  void metrics() {
    agent();
    world.apply(check("one", "runOn: Nodes"));
    awaitCheck("home", "one", "Rendered");
    awaitAgent("RolledOut");

    assertThat(world.sandbox.metrics())
        .contains(
            "heel_resources{kind=\"DatadogAgent\",reason=\"RolledOut\"} 1",
            "heel_resources{kind=\"DatadogCheck\",reason=\"Rendered\"} 1",
            "heel_pass_seconds_count{kind=\"DatadogAgent\",reason=\"RolledOut\"}",
            "heel_pass_seconds_count{kind=\"DatadogCheck\",reason=\"Rendered\"}");
  }

  private String notTraced() {
    return resource("datadogagents", "datadog", "datadog")
        .at("/status/apm/notInstrumented")
        .toString();
  }

  private void agent(String... fields) {
    world.apply(
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogAgent
        metadata: {name: datadog, namespace: datadog}
        spec:
          accountRef: {name: default}
          allowedChecks: {namespaces: {from: All}}
          %s
        """
            .formatted(String.join("\n  ", fields)));
  }

  private static String check(String name, String... fields) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogCheck
        metadata: {name: %s, namespace: home}
        spec:
          integration: disk
          instances: [{}]
          %s
        """
        .formatted(name, String.join("\n  ", fields));
  }

  private static String python(String name, String body) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogCheck
        metadata: {name: %s, namespace: datadog}
        spec:
          runOn: Nodes
          python: |
            from datadog_checks.base import AgentCheck


            class Check(AgentCheck):
                def check(self, _):
                    %s
        """
        .formatted(name, body);
  }

  private void stateful(int replicas) {
    world.apply(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: home}
        spec:
          replicas: %d
          serviceName: db
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec: {containers: [{name: db, image: db}]}
        """
            .formatted(replicas));
  }

  private void awaitCheck(String namespace, String name, String reason) {
    World.eventually(
        () -> {
          JsonNode ready = World.ready(resource("datadogchecks", namespace, name));
          assertThat(ready.path("reason").asText())
              .as(ready.path("message").asText())
              .isEqualTo(reason);
        });
  }

  private void awaitGeneration(String namespace, String name, int generation, String reason) {
    World.eventually(
        () -> {
          JsonNode check = resource("datadogchecks", namespace, name);
          assertThat(check.at("/status/observedGeneration").asInt()).isEqualTo(generation);
          assertThat(World.ready(check).path("reason").asText()).isEqualTo(reason);
        });
  }

  private void awaitAgent(String reason) {
    World.eventually(
        () ->
            assertThat(
                    World.ready(resource("datadogagents", "datadog", "datadog"))
                        .path("reason")
                        .asText())
                .as(agentMessage())
                .isEqualTo(reason));
  }

  private String agentMessage() {
    return World.ready(resource("datadogagents", "datadog", "datadog")).path("message").asText();
  }

  private String placement(String check) {
    return resource("datadogchecks", "home", check).at("/status/placement").asText();
  }

  private JsonNode resource(String plural, String namespace, String name) {
    return get(HEEL + namespace + "/" + plural + "/" + name);
  }

  /** How often the node Agents' pods were replaced: each new template is a new generation. */
  private long rollouts() {
    return get(DAEMON_SET).at("/metadata/generation").asLong();
  }

  private Map<String, JsonNode> maps() {
    Map<String, JsonNode> maps = new TreeMap<>();
    get("/api/v1/namespaces/datadog/configmaps?labelSelector=heel.dev/agent")
        .path("items")
        .forEach(map -> maps.put(map.at("/metadata/name").asText(), map));
    return maps;
  }

  private Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    maps().forEach((name, map) -> versions.put(name, map.at("/metadata/resourceVersion").asText()));
    return versions;
  }

  private List<String> changed(Map<String, String> before) {
    return versions().entrySet().stream()
        .filter(each -> !each.getValue().equals(before.get(each.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void patch(String path, String yaml) {
    KubeHttp.Answer answer =
        world
            .kubernetes()
            .send("PATCH", path, "application/merge-patch+json", World.json(yaml).toString());
    assertThat(answer.code()).as(answer.text()).isEqualTo(200);
  }

  private JsonNode get(String path) {
    return world.kubernetes().get(path).json();
  }
}
