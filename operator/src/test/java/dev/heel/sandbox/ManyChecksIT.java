package dev.heel.sandbox;

import static dev.heel.sandbox.AgentWorld.python;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What a large cluster costs, as numbers of writes; each test goes on where the one before ended.
 */
@DisplayName("2,000 checks over 500 Services")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManyChecksIT {
  private static final int SERVICES = 500;
  private static final int ON_SERVICES = 1_500;
  private static final int ON_NODES = 400;
  private static final int PYTHON = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String DEPLOYMENT = AgentWorld.APPS + "deployments/datadog-cluster-agent";

  private static final String CONFIG_MAP = "PATCH /api/v1/namespaces/{namespace}/configmaps/{name}";
  private static final String CHECK_STATUS =
      "PUT /apis/heel.dev/v1alpha1/namespaces/{namespace}/datadogchecks/{name}/status";

  private static AgentWorld world;
  private static OwnOperator operator;

  @BeforeAll
  static void open() {
    world = AgentWorld.unattended();
    IntStream.range(0, 20).forEach(i -> world.namespace("team-" + i));
    world.agent();
    IntStream.range(0, SERVICES).forEach(i -> world.apply(service(i)));
    IntStream.range(0, ON_SERVICES).forEach(i -> world.apply(onService(i, "30s")));
    IntStream.range(0, ON_NODES).forEach(i -> world.apply(onNodes(i, "30s")));
    IntStream.range(0, PYTHON).forEach(i -> world.apply(python("own-code-" + i, "pass")));
  }

  @AfterAll
  static void close() {
    operator.close();
    world.close();
  }

  @Test
  @Order(1)
  @DisplayName("met for the first time: one status each, and each object of the Agent once")
  void first() {
    Counts made = written(() -> operator = OwnOperator.start(world.world(), AgentWorld.CALM));

    assertThat(world.message("team-7", "db-7")).contains("on 0 endpoints of Service db-7");
    assertThat(made.of("datadogchecks/{name}/status")).isEqualTo(2_000);
    assertThat(made.of("daemonsets/{name}")).isEqualTo(1);
    assertThat(world.maps().keySet())
        .as("the Cluster Agent's files are too large for one ConfigMap")
        .contains("datadog-cluster-agent-conf-1");
    assertThat(made.of("configmaps/{name}")).isEqualTo(world.maps().size());
  }

  @Test
  @Order(2)
  @DisplayName("the interval of one is edited: one ConfigMap and one status, and no node restarts")
  void oneEdited() {
    long nodes = generation(AgentWorld.DAEMON_SET);
    Counts onNodes = written(() -> world.apply(onNodes(7, "60s")));
    assertThat(onNodes.by())
        .as("nothing else is written")
        .containsOnlyKeys(CONFIG_MAP, CHECK_STATUS)
        .containsValues(1L);

    Counts onService = written(() -> world.apply(onService(7, "60s")));
    assertThat(onService.of("configmaps/{name}")).isEqualTo(1);
    assertThat(onService.of("datadogchecks/{name}/status")).isEqualTo(1);
    assertThat(generation(AgentWorld.DAEMON_SET)).isEqualTo(nodes);
  }

  @Test
  @Order(3)
  @DisplayName("a hundred are edited at once: one new pod template for all of them")
  void hundredEdited() {
    long nodes = generation(AgentWorld.DAEMON_SET);
    long cluster = generation(DEPLOYMENT);
    Counts made =
        written(
            () -> {
              for (int i = 0; i < PYTHON; i++) {
                world.apply(python("own-code-" + i, "return"));
                world.apply(onService(i, "90s"));
              }
            });
    assertThat(generation(AgentWorld.DAEMON_SET)).isEqualTo(nodes + 1);
    assertThat(generation(DEPLOYMENT)).isEqualTo(cluster + 1);
    assertThat(made.of("datadogchecks/{name}/status")).isEqualTo(2 * PYTHON);
  }

  @Test
  @Order(4)
  @DisplayName("the operator starts again: nothing is written")
  void startedAgain() {
    Counts made =
        written(
            () -> {
              operator.close();
              operator = OwnOperator.start(world.world(), AgentWorld.CALM);
            });
    assertThat(made.by()).isEmpty();
  }

  /** What the operator writes because of that, until it has nothing left to do. */
  private static Counts written(Runnable what) {
    Counts before = Counts.now();
    what.run();
    settle();
    return Counts.now().since(before);
  }

  private record Counts(Map<String, Long> by) {
    static Counts now() {
      Map<String, Long> counts = new TreeMap<>(world.world().sandbox.kubernetes().requests());
      counts.keySet().removeIf(name -> name.matches("(GET|WATCH) .*|.*/(leases|events)(/.*)?"));
      return new Counts(counts);
    }

    /** How often objects of a kind were written. */
    long of(String plural) {
      return by.entrySet().stream()
          .filter(each -> each.getKey().endsWith("/" + plural))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    Counts since(Counts before) {
      Map<String, Long> left = new TreeMap<>();
      by.forEach(
          (name, count) -> {
            long more = count - before.by.getOrDefault(name, 0L);
            if (more > 0) {
              left.put(name, more);
            }
          });
      return new Counts(left);
    }
  }

  private static void settle() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () -> {
              assertThat(operator.operator().isSettled(Duration.ofSeconds(5))).isTrue();
              assertThat(world.undecided()).isEmpty();
            });
  }

  private static String service(int number) {
    return """
        apiVersion: v1
        kind: Service
        metadata: {name: db-%1$d, namespace: team-%2$d}
        spec: {selector: {app: db-%1$d}, ports: [{port: 3306}]}
        """
        .formatted(number, number % 20);
  }

  private static String onService(int number, String interval) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogCheck
        metadata: {name: db-%d, namespace: team-%d}
        spec:
          integration: mysql
          interval: %s
          targets: {service: db-%d}
          tags: ['team:team-%d', 'service:checkout']
          instances:
            - host: '%%%%host%%%%'
              port: 3306
              username: datadog
              options:
                replication: false
                galera_cluster: true
                extra_status_metrics: true
                extra_innodb_metrics: true
                extra_performance_metrics: true
                schema_size_metrics: false
                disable_innodb_metrics: false
              custom_queries:
                - query: select count(*), avg(total), max(total) from orders where state = 'open'
                  columns: [{name: orders.open, type: gauge}, {name: orders.avg, type: gauge}]
        """
        .formatted(number, number % 20, interval, number % SERVICES, number % 20);
  }

  private static String onNodes(int number, String interval) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogCheck
        metadata: {name: disk-%d, namespace: team-%d}
        spec: {integration: disk, runOn: Nodes, interval: %s, instances: [{use_mount: true}]}
        """
        .formatted(number, number % 20, interval);
  }

  private static long generation(String path) {
    JsonNode object = world.get(path);
    return object.at("/metadata/generation").asLong();
  }
}
