package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.operator.process.Timing;
import dev.heel.testing.KubeHttp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A sandbox with a namespace home, as tests of Agents and their checks look at it. */
final class AgentWorld implements AutoCloseable {
  static final String APPS = "/apis/apps/v1/namespaces/datadog/";
  static final String DAEMON_SET = APPS + "daemonsets/datadog-agent";
  static final String HEEL = "/apis/heel.dev/v1alpha1/namespaces/";

  private static final Map<String, String> WRITTEN =
      Map.of(
          "/apis/heel.dev/v1alpha1/datadogagents", "DatadogAgent",
          "/apis/heel.dev/v1alpha1/datadogchecks", "DatadogCheck",
          "/api/v1/configmaps", "ConfigMap",
          "/api/v1/services", "Service",
          "/api/v1/serviceaccounts", "ServiceAccount",
          "/apis/apps/v1/daemonsets", "DaemonSet",
          "/apis/apps/v1/deployments", "Deployment",
          "/apis/rbac.authorization.k8s.io/v1/roles", "Role",
          "/apis/rbac.authorization.k8s.io/v1/rolebindings", "RoleBinding",
          "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", "ClusterRoleBinding");

  /** Changes are collected for half a second. */
  static final Timing CALM =
      new Timing(
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(8),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1));

  private final World world;

  private AgentWorld(World world) {
    this.world = world;
    world.namespace("home");
  }

  /** With an operator that collects changes for half a second. */
  static AgentWorld open() {
    return new AgentWorld(World.at(CALM));
  }

  /** Without an operator: the test starts and ends its own. */
  static AgentWorld unattended() {
    return new AgentWorld(World.unattended());
  }

  /** In a world that a test has already. */
  static AgentWorld of(World world) {
    return new AgentWorld(world);
  }

  World world() {
    return world;
  }

  void apply(String yaml) {
    world.apply(yaml);
  }

  void namespace(String name) {
    world.namespace(name);
  }

  KubeHttp kubernetes() {
    return world.kubernetes();
  }

  /** Applies the Agent datadog/datadog, which runs all checks, with further fields of its spec. */
  void agent(String... fields) {
    world.apply(
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogAgent
        metadata: {name: datadog, namespace: datadog}
        spec:
          accountRef: {name: default}
          %s
        """
            .formatted(String.join("\n  ", withChecks(fields))));
  }

  private static List<String> withChecks(String... fields) {
    List<String> all = new ArrayList<>(List.of(fields));
    if (all.stream().noneMatch(field -> field.startsWith("allowedChecks:"))) {
      all.add("allowedChecks: {namespaces: {from: All}}");
    }
    return all;
  }

  /** A check of disks in home with further fields of its spec, one a line. */
  static String check(String name, String... fields) {
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

  /** A Python check beside the Agent. */
  static String python(String name, String body) {
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

  /** Applies a StatefulSet home/db. */
  void stateful(int replicas) {
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

  void awaitCheck(String namespace, String name, String reason) {
    eventually(
        () -> {
          JsonNode ready = World.ready(resource("datadogchecks", namespace, name));
          assertThat(ready.path("reason").asText())
              .as(ready.path("message").asText())
              .isEqualTo(reason);
        });
  }

  void awaitGeneration(String namespace, String name, int generation, String reason) {
    eventually(
        () -> {
          JsonNode check = resource("datadogchecks", namespace, name);
          assertThat(check.at("/status/observedGeneration").asInt()).isEqualTo(generation);
          assertThat(World.ready(check).path("reason").asText()).isEqualTo(reason);
        });
  }

  void awaitAgent(String reason) {
    eventually(
        () ->
            assertThat(
                    World.ready(resource("datadogagents", "datadog", "datadog"))
                        .path("reason")
                        .asText())
                .as(agentMessage())
                .isEqualTo(reason));
  }

  /** What the Agent's Ready condition says. */
  String agentMessage() {
    return World.ready(resource("datadogagents", "datadog", "datadog")).path("message").asText();
  }

  /** What a check's Ready condition says. */
  String message(String namespace, String check) {
    return World.ready(resource("datadogchecks", namespace, check)).path("message").asText();
  }

  String placement(String check) {
    return resource("datadogchecks", "home", check).at("/status/placement").asText();
  }

  String notTraced() {
    return resource("datadogagents", "datadog", "datadog")
        .at("/status/apm/notInstrumented")
        .toString();
  }

  JsonNode resource(String plural, String namespace, String name) {
    return get(HEEL + namespace + "/" + plural + "/" + name);
  }

  /** How often the node Agents' pods were replaced: each new template is a new generation. */
  long rollouts() {
    return get(DAEMON_SET).at("/metadata/generation").asLong();
  }

  /** The Agent's ConfigMaps by name. */
  Map<String, JsonNode> maps() {
    Map<String, JsonNode> maps = new TreeMap<>();
    get("/api/v1/namespaces/datadog/configmaps?labelSelector=heel.dev/agent")
        .path("items")
        .forEach(map -> maps.put(map.at("/metadata/name").asText(), map));
    return maps;
  }

  /** The ConfigMaps' resource versions by name. */
  Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    maps().forEach((name, map) -> versions.put(name, map.at("/metadata/resourceVersion").asText()));
    return versions;
  }

  /** ConfigMaps that were written since. */
  List<String> changed(Map<String, String> before) {
    return versions().entrySet().stream()
        .filter(each -> !each.getValue().equals(before.get(each.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Resource versions of all that is written for Agents and checks, statuses included. */
  Map<String, String> everything() {
    Map<String, String> versions = new TreeMap<>();
    WRITTEN.forEach(
        (path, kind) ->
            get(path)
                .path("items")
                .forEach(
                    item ->
                        versions.put(
                            "%s %s/%s"
                                .formatted(
                                    kind,
                                    item.at("/metadata/namespace").asText(),
                                    item.at("/metadata/name").asText()),
                            item.at("/metadata/resourceVersion").asText())));
    return versions;
  }

  /** Agents and checks that do not say yet whether they are Ready with their present spec. */
  List<String> undecided() {
    List<String> undecided = new ArrayList<>();
    for (String plural : List.of("datadogagents", "datadogchecks")) {
      for (JsonNode item : get("/apis/heel.dev/v1alpha1/" + plural).path("items")) {
        JsonNode ready = World.ready(item);
        boolean present =
            item.at("/metadata/generation").equals(item.at("/status/observedGeneration"));
        if (!present || ready.path("reason").asText().equals("Progressing")) {
          undecided.add(item.at("/metadata/name").asText() + ": " + ready.path("message"));
        }
      }
    }
    return undecided;
  }

  void patch(String path, String yaml) {
    KubeHttp.Answer answer =
        world
            .kubernetes()
            .send("PATCH", path, "application/merge-patch+json", World.json(yaml).toString());
    assertThat(answer.code()).as(answer.text()).isEqualTo(200);
  }

  JsonNode get(String path) {
    return world.kubernetes().get(path).json();
  }

  @Override
  public void close() {
    world.close();
  }
}
