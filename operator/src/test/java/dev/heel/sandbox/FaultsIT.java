package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.faults.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Datadog at its worst: each fault meets a create, an update, a delete or a list, once. What counts
 * is what the resource says, how often Datadog was called, and that in the end there is exactly one
 * object, or none.
 */
@DisplayName("When Datadog fails")
class FaultsIT {
  private static final String POST = "POST /api/v1/monitor";
  private static final String ITEM = "/api/v1/monitor/{id}";
  private static final String LIST = "GET /api/v1/monitor";

  private static World world;
  private static int cases;

  private String ns;

  @BeforeAll
  static void open() {
    world = World.open(DatadogOptions.builder().hastened().foreignMonitors(3).build());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void begin() {
    ns = "case-" + ++cases;
    world.namespace(ns);
    world.sandbox.datadog().faults().clear();
    world.sandbox.datadog().resetCalls();
  }

  static Stream<Arguments> lastingRefusals() {
    return Stream.of(
        Arguments.of("400", Fault.error(400, "invalid operator specified"), "Rejected"),
        Arguments.of("404", Fault.error(404, "not found"), "Rejected"),
        Arguments.of("409", Fault.error(409, "conflict"), "Rejected"),
        Arguments.of("403", Fault.error(403, "Forbidden"), "Forbidden"));
  }

  @ParameterizedTest(name = "a create answered {0} is {2}, and is not sent again")
  @MethodSource("lastingRefusals")
  void refusedCreate(String status, Fault fault, String reason) {
    world.sandbox.datadog().faults().next(POST, fault);
    world.apply(monitor(ns, "m"));
    JsonNode ready = World.ready(world.awaitReason(ns, "m", reason));
    assertThat(ready.path("message").asText()).contains(status + " \"");
    rounds();
    assertThat(calls(POST)).isEqualTo(1);
    assertThat(world.owned(ns, "m")).isEmpty();
    world.patch(ns, "m", "{spec: {priority: 1}}");
    world.awaitReason(ns, "m", "InSync");
    one();
  }

  static Stream<Arguments> passingFaults() {
    return Stream.of(
        Arguments.of("429 as JSON", Fault.throttled(1), 2),
        Arguments.of("429 as HTML", Fault.throttledHtml(), 2),
        Arguments.of("500", Fault.error(500, "oops"), 2),
        Arguments.of("502 as HTML", Fault.badGateway(), 2),
        Arguments.of("512 of the edge", Fault.edgeTimeout(), 2),
        Arguments.of("a cut before it took effect", Fault.cutBefore(), 2),
        Arguments.of("a cut after it took effect", Fault.cutAfter(), 1),
        Arguments.of("a cut in the middle of the answer", Fault.cutMidway(), 1),
        Arguments.of("an empty body", Fault.emptyBody(), 2));
  }

  @ParameterizedTest(name = "a create met by {0} ends with one object")
  @MethodSource("passingFaults")
  void passingCreate(String what, Fault fault, int most) {
    world.sandbox.datadog().faults().next(POST, fault);
    world.apply(monitor(ns, "m"));
    world.awaitReason(ns, "m", "InSync");
    rounds();
    assertThat(calls(POST)).as(what).isLessThanOrEqualTo(most);
    one();
  }

  @ParameterizedTest(name = "an update met by {0} arrives in the end")
  @MethodSource("passingFaults")
  void passingUpdate(String what, Fault fault, int most) {
    long id = world.inSync(monitor(ns, "m"));
    world.sandbox.datadog().faults().next("PUT " + ITEM, fault);
    world.patch(ns, "m", "{spec: {priority: 1}}");
    eventually(
        () -> assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(1));
    world.awaitReason(ns, "m", "InSync");
    rounds();
    assertThat(calls("PUT " + ITEM)).as(what).isLessThanOrEqualTo(3);
    assertThat(calls(POST)).isEqualTo(1);
    one();
  }

  @Test
  @DisplayName("an update of what is gone makes it anew, once")
  void updateOfMissing() {
    long id = world.inSync(monitor(ns, "m"));
    rounds();
    world.organisation().delete(id);
    world.patch(ns, "m", "{spec: {priority: 1}}");
    eventually(
        () -> assertThat(world.resource(ns, "m").at("/status/id").asLong()).isNotEqualTo(id));
    world.awaitReason(ns, "m", "InSync");
    assertThat(calls(POST)).isEqualTo(2);
    one();
  }

  @ParameterizedTest(name = "a delete met by {0} ends")
  @MethodSource("passingFaults")
  void passingDelete(String what, Fault fault, int most) {
    long id = world.inSync(monitor(ns, "m"));
    world.sandbox.datadog().faults().next("DELETE " + ITEM, fault);
    world.delete(ns, "m");
    world.awaitGone(ns, "m");
    assertThat(world.object(id)).as(what).isEmpty();
    // A 404 is believed once the keys were asked since then whose they are; no delete is sent for
    // that.
    assertThat(calls("DELETE " + ITEM)).as(what).isLessThanOrEqualTo(2);
  }

  @Test
  @DisplayName("a delete refused since it is in use says by what, and continues when it is not")
  void inUse() {
    world.inSync(monitor(ns, "m"));
    world.sandbox.datadog().faults().next("DELETE " + ITEM, Fault.referenced());
    world.delete(ns, "m");
    eventually(
        () ->
            assertThat(world.ready(ns, "m").path("reason").asText()).isEqualTo("DeletionBlocked"));
    assertThat(world.ready(ns, "m").path("message").asText()).contains("is referenced in");
    eventually(() -> assertThat(world.events(ns, "m", "DeletionBlocked")).hasSize(1));
    world.awaitGone(ns, "m");
  }

  static Stream<Arguments> listFaults() {
    return Stream.of(
        Arguments.of("comes back empty", Fault.emptyList()),
        Arguments.of("lacks some", Fault.shrinkList(2)),
        Arguments.of("is answered 500", Fault.error(500, "oops")),
        Arguments.of("is answered 502 as HTML", Fault.badGateway()),
        Arguments.of("is answered 429", Fault.throttled(1)),
        Arguments.of("is cut", Fault.cutBefore()),
        Arguments.of("has no body", Fault.emptyBody()));
  }

  @ParameterizedTest(name = "a list that {0} makes nothing twice and takes nothing away")
  @MethodSource("listFaults")
  void list(String what, Fault fault) {
    for (int i = 0; i < 8; i++) {
      world.inSync(monitor(ns, "m" + i));
    }
    eventually(() -> assertThat(world.sandbox.isSettled(Duration.ZERO)).isTrue());
    String before = ids();
    world.sandbox.datadog().faults().times(3, LIST, fault);
    eventually(() -> assertThat(world.sandbox.datadog().faults().waiting()).isZero());
    rounds();
    assertThat(ids()).as(what).isEqualTo(before);
    assertThat(calls(POST)).isEqualTo(8);
  }

  @Test
  @DisplayName(
      "keys that are refused stop everything with a sentence, and good keys start it again")
  void keys() {
    long id = world.inSync(monitor(ns, "m"));
    world.sandbox.datadog().refuse(World.KEY);
    world.apply(secret("1".repeat(32)));
    world.sandbox.datadog().refuse("1".repeat(32));
    world.patch(ns, "m", "{spec: {priority: 1}}");
    world.awaitReason(ns, "m", "WaitingForAccount");
    assertThat(world.ready(ns, "m").path("message").asText()).contains("refuses the API key");
    world.sandbox.datadog().accept(World.KEY);
    world.apply(secret(World.KEY));
    world.awaitReason(ns, "m", "InSync");
    assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(1);
    one();
  }

  private static String secret(String key) {
    return "{apiVersion: v1, kind: Secret, metadata: {name: datadog-keys, namespace: datadog}, stringData: {api-key: \"%s\", app-key: \"%s\"}}"
        .formatted(key, "0".repeat(40));
  }

  private void one() {
    assertThat(world.owned(ns, "m")).hasSize(1);
    assertThat(world.organisation().foreignMonitors()).hasSize(3);
    assertThat(world.owned(ns, "m").get(0).path("id").asText())
        .isEqualTo(world.resource(ns, "m").at("/status/id").asText());
  }

  private String ids() {
    return world.organisation().monitors().stream()
        .map(monitor -> monitor.path("id").asText())
        .collect(Collectors.joining(" "));
  }

  /** Until the poller has looked three more times. */
  private void rounds() {
    long seen = calls(LIST);
    eventually(() -> assertThat(calls(LIST)).isGreaterThan(seen + 3));
  }

  private long calls(String call) {
    Map<String, Long> calls = world.sandbox.datadog().calls();
    return calls.getOrDefault(call, 0L);
  }
}
