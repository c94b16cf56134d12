package dev.heel.sandbox;

import static dev.heel.sandbox.AgentWorld.check;
import static dev.heel.sandbox.AgentWorld.python;
import static dev.heel.sandbox.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an Agent makes of checks, and what people are told of them. */
@DisplayName("Checks of an Agent")
class CheckIT {
  @AutoClose private final AgentWorld world = AgentWorld.open();

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

    assertThat(world.message("datadog", "own-code")).contains("keeps running the previous spec");
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

  @Test
  @DisplayName("code from a ConfigMap follows it; when that is gone, the code stays as it was")
  void codeOfConfigMap() {
    world.agent();
    world.apply(code("pass"));
    world.apply(
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogCheck
        metadata: {name: own-code, namespace: datadog}
        spec: {runOn: Nodes, pythonFrom: {configMap: {name: code, key: own.py}}}
        """);
    world.awaitCheck("datadog", "own-code", "Rendered");
    world.awaitAgent("RolledOut");
    long rollouts = world.rollouts();

    world.apply(code("return"));
    eventually(() -> assertThat(module()).contains("return"));
    eventually(() -> assertThat(world.rollouts()).isEqualTo(rollouts + 1));

    world.kubernetes().send("DELETE", "/api/v1/namespaces/datadog/configmaps/code", null);
    world.awaitCheck("datadog", "own-code", "Invalid");
    assertThat(world.message("datadog", "own-code"))
        .contains("key own.py of ConfigMap code is not there", "keeps running the previous spec");
    assertThat(module()).contains("return");
    assertThat(world.rollouts()).isEqualTo(rollouts + 1);
  }

  @Test
  @DisplayName("a check that is deleted takes its files along, and others stay")
  void deleted() {
    world.agent();
    world.apply(check("one", "runOn: Nodes"));
    world.apply(check("two", "runOn: Nodes"));
    world.awaitCheck("home", "one", "Rendered");
    world.awaitCheck("home", "two", "Rendered");

    world.kubernetes().send("DELETE", AgentWorld.HEEL + "home/datadogchecks/one", null);

    eventually(
        () ->
            assertThat(world.maps().get("datadog-agent-conf-disk-0").path("data").fieldNames())
                .toIterable()
                .containsExactly("home.two.yaml"));
  }

  @Test
  @DisplayName("a Secret that is named: one Role for just that one, and a word while it is missing")
  void secret() {
    world.agent();
    world.apply(
        check("db", "runOn: Cluster")
            .replace("integration: disk", "integration: mysql")
            .replace("[{}]", "[{host: db, username: u, password: $(secret/db/password)}]"));
    world.awaitCheck("home", "db", "WaitingForReference");
    world.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: db, namespace: home}
        stringData: {password: hunter2}
        """);
    world.awaitCheck("home", "db", "Rendered");

    String roles = "/apis/rbac.authorization.k8s.io/v1/namespaces/home/roles/heel-check-db-secrets";
    assertThat(world.get(roles).path("rules"))
        .hasToString(
            "[{\"apiGroups\":[\"\"],\"resourceNames\":[\"db\"],\"resources\":[\"secrets\"],"
                + "\"verbs\":[\"get\"]}]");
    assertThat(world.maps().values())
        .allSatisfy(map -> assertThat(map.toString()).doesNotContain("hunter2"));
    assertThat(world.maps().get("datadog-cluster-agent-conf-0").toString())
        .contains("ENC[k8s_secret@home/db/password]");
  }

  @Test
  @DisplayName("the right to a Secret goes with the name in the check, or with the last Agent")
  void secretNoLonger() {
    world.agent();
    world.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: db, namespace: home}
        stringData: {password: hunter2}
        """);
    for (String name : List.of("one", "two")) {
      world.apply(withPassword(name, "$(secret/db/password)"));
      world.awaitCheck("home", name, "Rendered");
      assertThat(world.kubernetes().get(roleOf(name)).code()).isEqualTo(200);
    }
    world.apply(withPassword("one", "none"));
    awaitGone(roleOf("one"));
    assertThat(world.kubernetes().get(roleOf("two")).code()).isEqualTo(200);
    world.kubernetes().send("DELETE", AgentWorld.HEEL + "datadog/datadogagents/datadog", null);
    awaitGone(roleOf("two"));
  }

  private static String withPassword(String name, String password) {
    return check(name, "runOn: Cluster")
        .replace("integration: disk", "integration: mysql")
        .replace("[{}]", "[{host: db, username: u, password: %s}]".formatted(password));
  }

  private static String roleOf(String check) {
    return "/apis/rbac.authorization.k8s.io/v1/namespaces/home/roles/heel-check-%s-secrets"
        .formatted(check);
  }

  private void awaitGone(String path) {
    eventually(() -> assertThat(world.kubernetes().get(path).code()).isEqualTo(404));
  }

  private String module() {
    return world.maps().get("datadog-agent-checks-0").at("/data/own_code.py").asText();
  }

  private static String code(String body) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: code, namespace: datadog}
        data:
          own.py: |
            from datadog_checks.base import AgentCheck


            class Own(AgentCheck):
                def check(self, _):
                    %s
        """
        .formatted(body);
  }
}
