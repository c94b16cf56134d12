package dev.heel.sandbox;

import static dev.heel.sandbox.AgentWorld.check;
import static dev.heel.sandbox.AgentWorld.python;
import static dev.heel.sandbox.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.testing.FaultyProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator finds Agents and checks as a process before it left them. */
@DisplayName("An operator that starts again")
class OperatorStartsIT {
  private static final Duration LATE = Duration.ofSeconds(1);
  private static final String DATABASE =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: db, namespace: home}
      stringData: {password: secret}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: db, namespace: home}
      spec: {selector: {app: db}, ports: [{port: 3306}]}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: db, namespace: home}
      spec:
        integration: mysql
        targets: {service: db}
        instances: [{host: '%%host%%', username: datadog, password: $(secret/db/password)}]
      """;

  /** A JMX check with a jar, and the ConfigMap that this is in. */
  private static final Path THERMOSTAT = Path.of("../manifests/getting-started/50-jmx-check.yaml");

  private static final String BOILER =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: boiler, namespace: home}
      spec:
        runOn: Cluster
        jmx: {jars: [{image: {reference: 'registry.example.com/jars:1', path: /boiler.jar}}]}
        initConfig:
          conf: [{include: {domain: home, attribute: {Warmth: {metric_type: %s}}}}]
        instances: [{host: boiler, port: 9010}]
      """;

  private AgentWorld world;

  @BeforeEach
  void open() {
    world = AgentWorld.unattended();
    world.agent();
    world.apply(DATABASE);
    world.apply(check("one", "runOn: Nodes"));
    world.apply(python("own-code", "pass"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  @DisplayName("writes nothing, and the token stays")
  void restart() {
    String secret = "/api/v1/namespaces/datadog/secrets/datadog-cluster-agent-token";
    live();
    String token = world.get(secret).toString();
    Map<String, String> before = world.everything();
    assertThat(before).containsKeys("Role home/heel-check-db-secrets", "DatadogCheck home/db");

    live();

    assertThat(world.everything()).isEqualTo(before);
    assertThat(world.get(secret)).hasToString(token);
  }

  @Test
  @DisplayName("lets a broken check go on as it was, until it is mended")
  void broken() {
    live();
    Map<String, String> before = world.versions();
    long rollouts = world.rollouts();
    world.apply(misnamed());

    try (OwnOperator own = OwnOperator.start(world.world())) {
      settle(own);
      assertThat(world.message("datadog", "own-code")).contains("keeps running the previous spec");
      assertThat(world.versions()).isEqualTo(before);
      assertThat(world.rollouts()).isEqualTo(rollouts);

      world.apply(python("own-code", "return"));
      world.awaitGeneration("datadog", "own-code", 3, "Rendered");
      assertThat(world.changed(before)).containsExactly("datadog-agent-checks-0");
    }
  }

  @Test
  @DisplayName("lets a broken JMX check go on with its jars, and restarts no node")
  void brokenJmx() throws IOException {
    world.agent("allowedChecks: {namespaces: {from: All}, codeNamespaces: {from: All}}");
    String thermostat = Files.readString(THERMOSTAT);
    world.apply(thermostat);
    world.apply(BOILER.formatted("gauge"));
    live();
    Map<String, String> before = world.everything();
    assertThat(world.maps()).containsKey("datadog-agent-jars-0");
    world.apply(thermostat.replace("metric_type: gauge", "metric_type: gage"));
    world.apply(BOILER.formatted("gage").replace("/boiler.jar", "/other.jar"));

    live();
    live();

    assertThat(world.message("home", "thermostat")).contains("keeps running the previous spec");
    assertThat(world.message("home", "boiler")).contains("keeps running the previous spec");
    before.keySet().removeIf(name -> name.startsWith("DatadogCheck home/"));
    assertThat(world.everything()).containsAllEntriesOf(before);
  }

  @ParameterizedTest(name = "concludes nothing before it knows all: {0} come late")
  @ValueSource(
      strings = {"datadogagents", "datadogchecks", "datadogaccounts", "namespaces", "configmaps"})
  void late(String kind) {
    live();
    world.apply(misnamed());
    live();
    Map<String, String> before = world.everything();

    try (FaultyProxy proxy = FaultyProxy.before(kubernetes())) {
      proxy.meanwhile("GET /[^?]*/" + kind + "\\?.*", OperatorStartsIT::aWhile);
      live(proxy.url());
      assertThat(proxy.waiting()).as("the list was asked for").isZero();
    }

    assertThat(world.everything()).isEqualTo(before);
  }

  @Test
  @DisplayName("hears of a namespace after its check, and then lets it in")
  void lateNamespace() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    try (FaultyProxy proxy = FaultyProxy.before(kubernetes());
        OwnOperator own = OwnOperator.start(world.world(), proxy.url())) {
      world.agent("allowedChecks: {namespaces: {from: Selector, selector: {matchLabels: {a: b}}}}");
      settle(own);
      proxy.meanwhile("GET /api/v1/namespaces\\?.*watch=true.*", () -> until(refused));
      proxy.dropWatches();
      eventually(() -> assertThat(proxy.waiting()).isZero());

      world.apply("{apiVersion: v1, kind: Namespace, metadata: {name: new, labels: {a: b}}}");
      world.apply(check("one", "runOn: Nodes").replace("namespace: home", "namespace: new"));
      world.awaitCheck("new", "one", "NotAllowed");
      refused.countDown();
      world.awaitCheck("new", "one", "Rendered");
    }
  }

  @Test
  @DisplayName("keeps what only the second of two Agents runs, when it breaks")
  void twoAgents() {
    world.apply(
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogAgent
        metadata: {name: own, namespace: home}
        spec: {secretRef: {name: keys}}
        """);
    String code = python("theirs", "pass").replace("namespace: datadog", "namespace: home");
    world.apply(code);
    live();
    Map<String, String> before = world.everything();
    world.apply(code.replace("runOn: Nodes", "runOn: Nodes\n  checkName: disk"));

    live();
    live();

    assertThat(world.message("home", "theirs")).contains("keeps running the previous spec");
    before.keySet().removeIf(name -> name.equals("DatadogCheck home/theirs"));
    assertThat(world.everything()).containsAllEntriesOf(before);
  }

  private static void until(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private URI kubernetes() {
    return world.world().sandbox.kubernetes().url();
  }

  private static String misnamed() {
    return python("own-code", "pass").replace("runOn: Nodes", "runOn: Nodes\n  checkName: disk");
  }

  private static void aWhile() {
    await().pollDelay(LATE).until(() -> true);
  }

  /** The whole life of an operator: it starts, has nothing left to do, and ends. */
  private void live() {
    live(kubernetes());
  }

  private void live(URI kubernetes) {
    try (OwnOperator own = OwnOperator.start(world.world(), kubernetes)) {
      settle(own);
    }
  }

  private void settle(OwnOperator own) {
    eventually(
        () -> {
          assertThat(own.operator().isSettled(Duration.ofSeconds(5))).isTrue();
          assertThat(world.undecided()).isEmpty();
        });
  }
}
