package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.Fault;
import dev.heel.testing.FaultyProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A resource that waits, for a person or for another resource, costs nothing while it does. */
@DisplayName("Standing still costs the same after every kind of restart")
class RestingIT {
  private static final String LIST = "GET /api/v1/monitor";
  private static final String HEEL = "/apis/heel.dev/v1alpha1/namespaces/home/";
  private static final String DASHBOARDS = "GET /apis/heel.dev/v1alpha1/datadogdashboards";
  private static final String DASHBOARD_WATCH = "GET .*/datadogdashboards\\?.*watch=true.*";
  private static final String DASHBOARD =
      "{title: T, widgets: [{definition: {type: note, content: hello}}]}";

  private static final String NIGHTS =
      "{monitorTags: ['team:a'], schedule: {timezone: Europe/Paris, weekly: [{days: [Sat], from:"
          + " '19:00', to: '20:00'}]}}";

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

  private final World world = World.unattended();
  private final FaultyProxy proxy = FaultyProxy.before(world.sandbox.kubernetes().url());
  private OwnOperator operator;

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

  @ParameterizedTest(name = "no pass, no call but for lists, no write, for any reason: {0}")
  @EnumSource
  void atRest(Restart restart) {
    operator = OwnOperator.startElected(world, proxy.url(), "one");
    List<String> reasons = waiting();
    settle();
    Cost before = cost();
    rounds();
    assertThat(cost()).as("without a restart").isEqualTo(before);

    restart(restart);

    settle();
    Cost after = cost();
    for (String refused : List.of("POST /api/v1/dashboard", "PUT /api/v1/monitor/{id}")) {
      assertThat(after.calls().get(refused)).as(refused).isEqualTo(before.calls().get(refused));
    }
    rounds();
    assertThat(cost()).as("after " + restart).isEqualTo(after);
    assertThat(reasons()).isEqualTo(reasons);
  }

  /** One resource for each reason to wait; gives back the reasons that they say. */
  private List<String> waiting() {
    List<Long> foreign = world.organisation().createForeign(3);
    world
        .organisation()
        .edit(foreign.get(1), json("{tags: ['heel_cluster:other', 'heel_owner:shop/m']}"));
    String webhook = world.organisation().webhooks().createForeign(1).get(0);
    world.sandbox.datadog().faults().always("POST /api/v1/dashboard", Fault.error(400, "no"));
    world.sandbox.datadog().faults().always("POST /api/v2/downtime", Fault.error(403, "no"));

    long refused = world.inSync(monitor("home", "rejected"));
    world
        .sandbox
        .datadog()
        .faults()
        .always("PUT /api/v1/monitor/" + refused, Fault.error(400, "no"));
    world.patch("home", "rejected", "{spec: {priority: 2}}");
    awaitMonitor("rejected", "Rejected");

    apply("DatadogDashboard", "rejected", DASHBOARD);
    apply("DatadogDowntime", "forbidden", NIGHTS);
    apply("DatadogWebhook", "exists", "{name: %s, url: 'https://example.com'}".formatted(webhook));

    long drifted = world.inSync(monitor("home", "drifted", "drift: Report"));
    world.organisation().edit(drifted, json("{priority: 1}"));
    awaitMonitor("drifted", "Drifted");
    world.inSync(monitor("home", "fine"));
    world.apply(monitor("home", "shown", "adopt: {id: \"" + foreign.get(0) + "\"}"));
    awaitMonitor("shown", "AdoptionShown");
    world.apply(monitor("home", "owned", "adopt: {id: \"" + foreign.get(1) + "\"}"));
    awaitMonitor("owned", "OwnedByAnother");
    world.apply(monitor("home", "missing", "adopt: {id: \"424242\"}"));
    awaitMonitor("missing", "NotFound");
    world.apply(monitor("home", "homeless", "accountRef: {name: none}"));
    awaitMonitor("homeless", "WaitingForAccount");
    world.apply(monitor("home", "suspended", "suspend: true"));
    awaitMonitor("suspended", "Suspended");
    world.apply(World.composite("home", "lonely", "nobody", "fine"));
    awaitMonitor("lonely", "WaitingForReference");
    world.apply(World.composite("home", "chicken", "egg", "fine"));
    world.apply(World.composite("home", "egg", "chicken", "fine"));
    awaitMonitor("chicken", "ReferenceCycle");
    awaitMonitor("egg", "ReferenceCycle");
    world.apply(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: words, namespace: home}, data: {a:"
            + " just words}}");
    world.apply(
        "{apiVersion: heel.dev/v1alpha1, kind: DatadogMonitor, metadata: {name: invalid, namespace:"
            + " home}, spec: {definitionFrom: {configMapKeyRef: {name: words, key: a}}}}");
    awaitMonitor("invalid", "Invalid");
    awaitReason("datadogdashboards/rejected", "Rejected");
    awaitReason("datadogdowntimes/forbidden", "Forbidden");
    awaitReason("datadogwebhooks/exists", "AlreadyExists");
    return reasons();
  }

  private void awaitMonitor(String name, String reason) {
    awaitReason("datadogmonitors/" + name, reason);
  }

  private void awaitReason(String path, String reason) {
    eventually(
        () -> {
          JsonNode ready = World.ready(world.kubernetes().get(HEEL + path).json());
          assertThat(ready.path("reason").asText()).as(path + ready).isEqualTo(reason);
        });
  }

  private static String resource(String kind, String name, String spec) {
    return "{apiVersion: heel.dev/v1alpha1, kind: %s, metadata: {name: %s, namespace: home}, spec: %s}"
        .formatted(kind, name, spec);
  }

  private void apply(String kind, String name, String spec) {
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
        operator = OwnOperator.startElected(world, proxy.url(), "one");
      }
      case NEW_LEADER -> {
        OwnOperator next = OwnOperator.startElected(world, proxy.url(), "two");
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
    return new Cost(
        passes(), others, world.sandbox.kubernetes().writes("heel-operator") - leases());
  }

  private Map<String, Double> passes() {
    return operator
        .operator()
        .metrics()
        .lines()
        .filter(line -> line.startsWith("heel_pass_seconds_count"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf(' ')),
                line -> Double.valueOf(line.substring(line.indexOf(' '))),
                Double::sum,
                TreeMap::new));
  }

  /** The leader renews its lease, whatever else it does. */
  private long leases() {
    return world.sandbox.kubernetes().requests().entrySet().stream()
        .filter(each -> each.getKey().matches("(PUT|PATCH|POST) .*/leases.*"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  @DisplayName("a list that could not be read at first is waited for, and the resource goes on")
  void listFails() {
    world.sandbox.datadog().faults().times(2, LIST, Fault.error(500, "no"));
    operator = OwnOperator.start(world, proxy.url());
    world.apply(monitor("home", "m"));
    world.awaitReason("home", "m", "InSync");
    assertThat(world.owned("home", "m")).hasSize(1);
  }
}
