package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.FaultyProxy;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The API server at its worst. Whatever it does, no spec edit is lost and no monitor is made twice.
 */
@DisplayName("When Kubernetes fails")
class KubernetesFaultsIT {
  private static final String STATUS = "(PUT|PATCH) .*/namespaces/%s/datadogmonitors/m/status.*";
  private static final String MONITOR_WATCH = "GET .*/datadogmonitors\\?.*watch=true.*";
  private static World world;
  private static FaultyProxy proxy;
  private static OwnOperator operator;

  @BeforeAll
  static void open() {
    world = World.unattended();
    proxy = FaultyProxy.before(world.sandbox.kubernetes().url());
    operator = OwnOperator.start(world, proxy.url());
  }

  @AfterAll
  static void close() {
    operator.close();
    proxy.close();
    world.close();
  }

  private static String namespace(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    world.namespace(name);
    return name;
  }

  @ParameterizedTest(name = "an edit of the spec between read and status write {0} is not lost")
  @ValueSource(ints = {1, 2})
  void editedBetween(int write) {
    String ns = "between-" + write;
    world.namespace(ns);
    for (int i = 1; i < write; i++) {
      proxy.meanwhile(STATUS.formatted(ns), () -> {});
    }
    proxy.meanwhile(STATUS.formatted(ns), () -> world.patch(ns, "m", "{spec: {priority: 2}}"));
    world.apply(monitor(ns, "m"));
    eventually(() -> assertThat(proxy.waiting()).isZero());
    JsonNode resource = world.awaitReason(ns, "m", "InSync");
    assertThat(resource.at("/spec/priority").asInt()).isEqualTo(2);
    assertThat(resource.at("/status/observedGeneration").asInt()).isEqualTo(2);
    one(ns, 2);
  }

  @ParameterizedTest(name = "a create whose status writes are answered {0} is sent once")
  @ValueSource(ints = {409, 500})
  void statusRefused(int code) {
    String ns = "refused-" + code;
    world.namespace(ns);
    proxy.answer(2, STATUS.formatted(ns), code, status(code));
    proxy.meanwhile(STATUS.formatted(ns), () -> {});
    proxy.answer(2, STATUS.formatted(ns), code, status(code));
    world.apply(monitor(ns, "m", "priority: 2"));
    eventually(() -> assertThat(proxy.waiting()).isZero());
    world.awaitReason(ns, "m", "InSync");
    one(ns, 2);
  }

  @Test
  @DisplayName("nothing is sent to Datadog before the status says that it will be")
  void announced(TestInfo test) {
    String ns = namespace(test);
    long before = posts();
    proxy.meanwhile(
        STATUS.formatted(ns),
        () -> assertThat(posts()).as("POSTs when the first status is written").isEqualTo(before));
    world.inSync(monitor(ns, "m"));
    assertThat(posts()).isEqualTo(before + 1);
  }

  @Test
  @DisplayName("events that are refused change nothing")
  void eventsRefused(TestInfo test) {
    String ns = namespace(test);
    proxy.answer(9, "POST .*/namespaces/" + ns + "/events.*", 403, status(403));
    long id = world.inSync(monitor(ns, "m", "priority: 2"));
    world.organisation().edit(id, json("{priority: 1}"));
    eventually(() -> one(ns, 2));
    world.awaitReason(ns, "m", "InSync");
    proxy.clear();
  }

  @Test
  @DisplayName("a finalizer that cannot be taken off is taken off later, and the monitor is gone")
  void finalizerRefused(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "m"));
    proxy.answer(
        2, "(PUT|PATCH) .*/namespaces/" + ns + "/datadogmonitors/m(\\?.*)?", 500, status(500));
    world.delete(ns, "m");
    world.awaitGone(ns, "m");
    assertThat(proxy.waiting()).isZero();
    assertThat(world.object(id)).isEmpty();
  }

  @Test
  @DisplayName("a new id whose status write is never answered reaches those that refer to it")
  void answerLost(TestInfo test) {
    String ns = namespace(test);
    long before = world.inSync(monitor(ns, "m"));
    world.apply(
        "{apiVersion: heel.dev/v1alpha1, kind: DatadogMonitor, metadata: {name: both, namespace: %s},"
                .formatted(ns)
            + " spec: {type: composite, query: $(DatadogMonitor/m) && $(DatadogMonitor/m)}}");
    world.awaitReason(ns, "both", "InSync");
    proxy.meanwhile(STATUS.formatted(ns), () -> {});
    proxy.lose(STATUS.formatted(ns), 500, status(500));
    world.organisation().delete(before);
    eventually(
        () -> {
          String now = world.resource(ns, "m").at("/status/id").asText();
          assertThat(now).isNotEmpty().isNotEqualTo(String.valueOf(before));
          assertThat(world.owned(ns, "both").get(0).path("query").asText())
              .isEqualTo(now + " && " + now);
        });
    assertThat(proxy.waiting()).as("the answer was lost").isZero();
  }

  @Test
  @DisplayName("a watch whose place in history is gone, told by status or in the stream, goes on")
  void expired(TestInfo test) {
    String ns = namespace(test);
    world.inSync(monitor(ns, "m"));
    proxy.answer(1, MONITOR_WATCH, 410, status(410));
    proxy.answer(1, MONITOR_WATCH, 200, "{\"type\":\"ERROR\",\"object\":" + status(410) + "}\n");
    proxy.dropWatches();
    world.patch(ns, "m", "{spec: {priority: 3}}");
    eventually(() -> one(ns, 3));
    eventually(() -> assertThat(proxy.waiting()).isZero());
    world.patch(ns, "m", "{spec: {priority: 4}}");
    eventually(() -> one(ns, 4));
    world.awaitReason(ns, "m", "InSync");
  }

  @Test
  @DisplayName("watches that are dropped again and again lose nothing that happened meanwhile")
  void dropped(TestInfo test) {
    String ns = namespace(test);
    world.inSync(monitor(ns, "m"));
    for (int priority = 1; priority <= 3; priority++) {
      proxy.dropWatches();
      world.patch(ns, "m", "{spec: {priority: %d}}".formatted(priority));
      int expected = priority;
      eventually(() -> one(ns, expected));
    }
    proxy.dropWatches();
    world.delete(ns, "m");
    world.awaitGone(ns, "m");
    assertThat(world.owned(ns, "m")).isEmpty();
  }

  @Test
  @DisplayName(
      "an API server that was away for a while finds everything as it was, and is followed")
  void restarted(TestInfo test) {
    String ns = namespace(test);
    world.inSync(monitor(ns, "m"));
    long gone = world.inSync(monitor(ns, "gone"));
    proxy.goDown();
    world.patch(ns, "m", "{spec: {priority: 5}}");
    world.delete(ns, "gone");
    world.apply(monitor(ns, "new"));
    rounds();
    assertThat(world.object(gone)).as("nothing is concluded while it is away").isPresent();
    proxy.comeUp();
    eventually(() -> one(ns, 5));
    world.awaitGone(ns, "gone");
    world.awaitReason(ns, "new", "InSync");
    world.awaitReason(ns, "m", "InSync");
    assertThat(world.owned(ns, "new")).hasSize(1);
    assertThat(operator.operator().isHealthy()).isTrue();
  }

  private static void one(String namespace, int priority) {
    assertThat(world.owned(namespace, "m")).hasSize(1);
    JsonNode monitor = world.owned(namespace, "m").get(0);
    assertThat(monitor.path("priority").asInt()).isEqualTo(priority);
    assertThat(world.resource(namespace, "m").at("/status/id").asLong())
        .isEqualTo(monitor.path("id").asLong());
  }

  private static String status(int code) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d,\"message\":\"no\",\"reason\":\"%s\"}"
        .formatted(code, code == 409 ? "Conflict" : code == 410 ? "Expired" : "InternalError");
  }

  private static long posts() {
    return calls().getOrDefault("POST /api/v1/monitor", 0L);
  }

  /** Until the poller has looked three more times. */
  private static void rounds() {
    long seen = calls().get("GET /api/v1/monitor");
    eventually(() -> assertThat(calls().get("GET /api/v1/monitor")).isGreaterThan(seen + 3));
  }

  private static Map<String, Long> calls() {
    return world.sandbox.datadog().calls();
  }
}
