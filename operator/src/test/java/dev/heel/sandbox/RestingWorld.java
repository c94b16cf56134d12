package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.FaultyProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Resources that wait, for a person or for others, and what they cost while they do: without a
 * restart, and after each kind of one.
 */
abstract class RestingWorld {
  static final String LIST = "GET /api/v1/monitor";
  private static final String HEEL = "/apis/heel.dev/v1alpha1/namespaces/home/";
  private static final String DASHBOARDS = "GET /apis/heel.dev/v1alpha1/datadogdashboards";
  private static final String DASHBOARD_WATCH = "GET .*/datadogdashboards\\?.*watch=true.*";

  /** How all that is in memory is lost. */
  private enum Restart {
    NEW_PROCESS,
    /** An informer stopped for good, and the controllers start anew within the process. */
    NEW_CONTROLLERS,
    /** Another replica takes the lease. */
    NEW_LEADER
  }

  /** What costs something: passes by kind and reason, calls of Datadog but for lists, writes. */
  private record Cost(Map<String, Double> passes, Map<String, Long> calls, long writes) {}

  final World world = World.unattended();
  final FaultyProxy proxy = FaultyProxy.before(world.sandbox.kubernetes().url());
  OwnOperator operator;

  @BeforeEach
  void open() {
    world.apply(
        "{apiVersion: v1, kind: Namespace, metadata: {name: home, labels: {trusted: 'yes'}}}");
  }

  @AfterEach
  void close() {
    operator.close();
    proxy.close();
    world.close();
  }

  /** Makes one resource for each reason to wait, and awaits what they say. */
  abstract void waiting();

  /** Calls that were refused, and that no restart sends again. */
  abstract List<String> refused();

  /** A replica that runs for leadership. */
  abstract OwnOperator started(String identity);

  @ParameterizedTest(name = "no pass, no call but for lists, no write, for any reason: {0}")
  @EnumSource
  void atRest(Restart restart) {
    operator = started("one");
    waiting();
    List<String> reasons = reasons();
    settle();
    Cost before = cost();
    rounds();
    assertThat(cost()).as("without a restart").isEqualTo(before);

    restart(restart);

    settle();
    Cost after = cost();
    for (String refused : refused()) {
      assertThat(after.calls().get(refused)).as(refused).isEqualTo(before.calls().get(refused));
    }
    rounds();
    assertThat(cost()).as("after " + restart).isEqualTo(after);
    assertThat(reasons()).isEqualTo(reasons);
  }

  void awaitReason(String path, String reason) {
    eventually(
        () -> {
          JsonNode ready = World.ready(world.kubernetes().get(HEEL + path).json());
          assertThat(ready.path("reason").asText()).as(path + ready).isEqualTo(reason);
        });
  }

  static String resource(String kind, String name, String spec) {
    return "{apiVersion: heel.dev/v1alpha1, kind: %s, metadata: {name: %s, namespace: home}, spec: %s}"
        .formatted(kind, name, spec);
  }

  void apply(String kind, String name, String spec) {
    world.apply(resource(kind, name, spec));
  }

  private List<String> reasons() {
    return world.sandbox.resources().stream()
        .map(each -> each.at("/metadata/name").asText() + " " + World.ready(each).path("reason"))
        .sorted()
        .toList();
  }

  private void restart(Restart restart) {
    switch (restart) {
      case NEW_PROCESS -> {
        operator.close();
        operator = started("one");
      }
      case NEW_LEADER -> {
        OwnOperator next = started("two");
        operator.close();
        operator = next;
      }
      case NEW_CONTROLLERS -> stopInformer();
    }
  }

  /** What is no JSON ends a watch for good. */
  private void stopInformer() {
    long lists = world.sandbox.kubernetes().requests().get(DASHBOARDS);
    proxy.answer(1, DASHBOARD_WATCH, 200, "no JSON\n");
    proxy.dropWatches();
    eventually(
        () ->
            assertThat(world.sandbox.kubernetes().requests().get(DASHBOARDS))
                .as("lists of dashboards: one more for each start")
                .isGreaterThan(lists));
  }

  private void settle() {
    eventually(
        () ->
            assertThat(operator.operator().isSettled(Duration.ofSeconds(5)))
                .as("settled")
                .isTrue());
  }

  /** Until the poller has looked five more times. */
  private void rounds() {
    long seen = calls().get(LIST);
    eventually(() -> assertThat(calls().get(LIST)).isGreaterThan(seen + 5));
  }

  private Map<String, Long> calls() {
    return world.sandbox.datadog().calls();
  }

  private Cost cost() {
    Map<String, Long> others = new TreeMap<>(calls());
    others.keySet().removeIf(call -> call.matches("GET /api/v[12]/(monitor|dashboard|downtime)"));
    return new Cost(passes(), others, writes());
  }

  /** An Agent looks once a minute for what is to be instrumented. */
  private Map<String, Double> passes() {
    return operator
        .operator()
        .metrics()
        .lines()
        .filter(line -> line.startsWith("heel_pass_seconds_count"))
        .filter(line -> !line.contains("DatadogAgent"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf(' ')),
                line -> Double.valueOf(line.substring(line.indexOf(' '))),
                Double::sum,
                TreeMap::new));
  }

  /** The leader renews its lease, whatever else it does. */
  private long writes() {
    return world.sandbox.kubernetes().writesByResource("heel-operator").entrySet().stream()
        .filter(each -> !each.getKey().equals("leases"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
