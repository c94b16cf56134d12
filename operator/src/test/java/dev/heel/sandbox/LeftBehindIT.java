package dev.heel.sandbox;

import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.faults.Fault;
import dev.heel.testing.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Resources of every kind come and go in waves, in namespaces of their own. {@code
 * -Dheel.waves.resources=10000} makes the waves that large together.
 */
@DisplayName("Nothing stays in memory of resources that are gone")
class LeftBehindIT {
  private static final int RESOURCES = Integer.getInteger("heel.waves.resources", 60);
  private static final int WAVES = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60 + RESOURCES / 10);

  /**
   * What Datadog's lists show, with the objects that were let go of, and the last twenty of these;
   * deletions of the last hour by minute; the methods and paths of the API that were called; what
   * the Java Operator SDK lets expire by itself; and its own note of a resource whose end it heard
   * of within the last pass, which it never removes (5.2.3, EventProcessor).
   */
  private static final List<String> NOT_OURS =
      List.of(
          "Snapshot.",
          "Entry.owners",
          "Releases.",
          "DeletionCount.",
          "RateBudget.endpoints",
          "RateLimit.endpoints",
          "ExpirationCache.",
          "ResourceStateManager.");

  /** All that is no monitor in a wave. */
  private static final int OTHERS = 12;

  private static final String REST =
      """
      {apiVersion: v1, kind: Secret, metadata: {name: keys, namespace: NS},
        stringData: {api-key: "KEY", app-key: "KEYKEY", url: 'https://example.com'}}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogAccount
      metadata: {name: own, namespace: NS}
      spec: {site: datadoghq.com, secretRef: {name: keys}}
      ---
      {apiVersion: v1, kind: ConfigMap, metadata: {name: texts, namespace: NS}, data: {
        monitor: "{type: metric alert, query: 'avg(last_5m):avg:m{*} > 1', message: x}",
        code: "from datadog_checks.base import AgentCheck\\n\\n\\nclass C(AgentCheck):\\n    def check(self, _):\\n        pass\\n"}}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogMonitor
      metadata: {name: defined, namespace: NS}
      spec: {definitionFrom: {configMapKeyRef: {name: texts, key: monitor}}, accountRef: {name: own}}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogMonitor
      metadata: {name: waiting, namespace: NS}
      spec: {type: composite, query: $(DatadogMonitor/nobody) && $(DatadogMonitor/m0)}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogMonitor
      metadata: {name: kept, namespace: NS}
      spec: {type: metric alert, query: 'avg(last_5m):avg:m{*} > 1', deletionPolicy: Orphan}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDashboard
      metadata: {name: d, namespace: NS}
      spec: {title: T, widgets: [{definition: {type: note, content: hello}}]}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDashboard
      metadata: {name: refused, namespace: NS}
      spec: {title: Refused, widgets: [{definition: {type: note, content: refused}}]}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDowntime
      metadata: {name: t, namespace: NS}
      spec: {monitorRef: {name: m0}, schedule: {timezone: Europe/Paris, weekly: [{days: [Sat], from: '19:00', to: '20:00'}]}}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogWebhook
      metadata: {name: NS-hook, namespace: NS}
      spec: {url: $(secret/keys/url)}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: c, namespace: NS}
      spec: {integration: mysql, targets: {service: db}, instances: [{host: '%%host%%', username: u, password: $(secret/keys/url)}]}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: own-code, namespace: NS}
      spec: {runOn: Nodes, pythonFrom: {configMap: {name: texts, key: code}}}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogAgent
      metadata: {name: agent, namespace: NS}
      spec: {accountRef: {name: own}, allowedChecks: {namespaces: {from: All}}}
      """;

  private final World world = World.unattended();
  private OwnOperator operator;
  private int looks;

  @AfterEach
  void close() {
    operator.close();
    world.close();
  }

  @Test
  @DisplayName("after waves of all kinds each map is as it was after the first one")
  void waves() {
    operator = OwnOperator.start(world);
    world
        .sandbox
        .datadog()
        .faults()
        .times(
            Long.MAX_VALUE,
            call -> call.body().path("title").asText().equals("Refused"),
            Fault.error(400, "no"));
    world.namespace("home");
    world.inSync(monitor("home", "stays"));
    lookAgain();
    wave(0, 1);
    settle();
    Map<String, Integer> before = held();
    for (int i = 1; i <= WAVES; i++) {
      wave(i, RESOURCES / WAVES - OTHERS);
    }
    await(
        () -> {
          lookAgain();
          assertThat(more(before, held())).as("entries more than before").isEmpty();
        });
  }

  /**
   * An account looks at itself once a minute, and whenever an annotation changes. Deletions are not
   * bounded here: what they keep is an object of Datadog's, not of a resource's.
   */
  private void lookAgain() {
    world
        .kubernetes()
        .send(
            "PATCH",
            "/apis/heel.dev/v1alpha1/namespaces/datadog/datadogaccounts/default",
            "application/merge-patch+json",
            """
            {"metadata": {"annotations": {"heel.dev/look": "%d"}},
             "spec": {"deletions": {"perHour": 0}}}
            """
                .formatted(looks++));
  }

  private void wave(int number, int monitors) {
    String ns = "wave-" + number;
    world.namespace(ns);
    for (int i = 0; i < monitors; i++) {
      world.apply(monitor(ns, "m" + i));
    }
    world.apply(REST.replace("NS", ns).replace("KEYKEY", "0".repeat(40)).replace("KEY", World.KEY));
    await(() -> assertThat(undecided(ns)).isEmpty());
    world.kubernetes().send("DELETE", "/api/v1/namespaces/" + ns, null);
    await(
        () -> assertThat(world.kubernetes().get("/api/v1/namespaces/" + ns).code()).isEqualTo(404));
  }

  /** Resources that do not say yet what is to be said at last. */
  private List<String> undecided(String ns) {
    List<String> undecided = new ArrayList<>();
    for (JsonNode each : world.sandbox.resources()) {
      String reason = World.ready(each).path("reason").asText("none");
      boolean busy = List.of("none", "Progressing", "WaitingForAccount").contains(reason);
      if (each.at("/metadata/namespace").asText().equals(ns) && busy) {
        undecided.add(each.at("/metadata/name").asText() + " " + World.ready(each));
      }
    }
    return undecided;
  }

  private void settle() {
    await(
        () ->
            assertThat(operator.operator().isSettled(Duration.ofSeconds(1)))
                .as("settled")
                .isTrue());
  }

  private Map<String, Integer> held() {
    return Held.by(operator.operator());
  }

  private static Map<String, String> more(Map<String, Integer> before, Map<String, Integer> after) {
    Map<String, String> more = new TreeMap<>();
    new HashMap<>(after)
        .forEach(
            (name, size) -> {
              int was = before.getOrDefault(name, 0);
              if (size > was && NOT_OURS.stream().noneMatch(name::startsWith)) {
                more.put(name, was + " -> " + size);
              }
            });
    return more;
  }

  private static void await(ThrowingRunnable assertion) {
    Awaitility.await().atMost(PATIENCE).untilAsserted(assertion);
  }
}
