package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * Faults that last, faults of reads, torn lists and timeouts: what a resource says meanwhile, and
 * that in the end there is one object for it.
 */
@DisplayName("When Datadog fails for longer")
class MoreFaultsIT {
  private static final String POST = "POST /api/v1/monitor";
  private static final String ITEM = "/api/v1/monitor/{id}";
  private static final String LIST = "GET /api/v1/monitor";
  private static final String DOWNTIMES = "GET /api/v2/downtime";
  private static final String DOWNTIME =
      "{apiVersion: heel.dev/v1alpha1, kind: DatadogDowntime, metadata: {name: d, namespace: %s},"
          + " spec: {monitorTags: ['team:a'], schedule: {start: '2031-08-02T06:00:00+00:00', end:"
          + " '2031-08-02T20:00:00+00:00'}}}";
  private static World world;
  private static int cases;
  private String ns;

  @BeforeAll
  static void open() {
    world = World.brisk();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void begin() {
    world.sandbox.datadog().faults().clear();
    ns = "more-" + ++cases;
    world.namespace(ns);
    world.sandbox.datadog().resetCalls();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("400", Fault.error(400, "invalid operator specified"), "Rejected"),
        Arguments.of("401 is referenced in", Fault.referenced(), "Rejected"),
        Arguments.of("403", Fault.error(403, "Forbidden"), "Forbidden"),
        Arguments.of("409", Fault.error(409, "conflict"), "Rejected"));
  }

  @ParameterizedTest(name = "an update answered {0} is {2}: once, and what was there stays")
  @MethodSource("refusals")
  void update(String what, Fault fault, String reason) {
    long id = world.inSync(monitor(ns, "m"));
    world.sandbox.datadog().faults().always("PUT " + ITEM, fault);
    world.patch(ns, "m", "{spec: {priority: 1}}");
    JsonNode ready = World.ready(world.awaitReason(ns, "m", reason));
    assertThat(ready.path("status").asText()).isEqualTo("False");
    assertThat(ready.path("message").asText()).contains(fault.status() + " \"");
    rounds();
    assertThat(calls("PUT " + ITEM)).as("PUTs for one generation").isEqualTo(1);
    assertThat(world.object(id).orElseThrow().path("priority").isNull()).isTrue();
    eventually(() -> assertThat(world.events(ns, "m", reason)).hasSize(1));
    world.sandbox.datadog().faults().clear();
    world.patch(ns, "m", "{spec: {priority: 2}}");
    world.awaitReason(ns, "m", "InSync");
    assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(2);
    one();
  }

  @Test
  @DisplayName("an edit in the UI whose mending fails is mended later: it is not taken for mended")
  void revertFails() {
    long id = world.inSync(monitor(ns, "m", "priority: 3"));
    world.sandbox.datadog().faults().times(2, "PUT " + ITEM, Fault.error(500, "oops"));
    world.organisation().edit(id, json("{priority: 1}"));
    eventually(
        () -> assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(3));
    eventually(() -> assertThat(world.events(ns, "m", "Reverted")).hasSize(1));
    assertThat(calls("PUT " + ITEM)).isEqualTo(3);
    world.awaitReason(ns, "m", "InSync");
  }

  @Test
  @DisplayName("an update answered 404 though the monitor is there does not make a second one")
  void updateNotFound() {
    world.inSync(monitor(ns, "m"));
    rounds();
    world.sandbox.datadog().faults().next("PUT " + ITEM, Fault.error(404, "Monitor not found"));
    world.patch(ns, "m", "{spec: {priority: 1}}");
    world.awaitReason(ns, "m", "InSync");
    rounds();
    one();
    assertThat(calls(POST)).isEqualTo(1);
  }

  @ParameterizedTest(name = "a delete answered {0} waits and says why, then goes on")
  @MethodSource("refusals")
  void delete(String what, Fault fault, String reason) {
    long id = world.inSync(monitor(ns, "m"));
    world.sandbox.datadog().faults().next("DELETE " + ITEM, fault);
    world.delete(ns, "m");
    eventually(
        () ->
            assertThat(world.ready(ns, "m").path("reason").asText()).isEqualTo("DeletionBlocked"));
    assertThat(world.ready(ns, "m").path("message").asText()).contains(fault.status() + " \"");
    world.patch(ns, "m", "{metadata: {annotations: {heel.dev/look: again}}}");
    world.awaitGone(ns, "m");
    assertThat(world.object(id)).isEmpty();
    assertThat(calls("DELETE " + ITEM)).isEqualTo(2);
  }

  @Test
  @DisplayName("a delete answered 404 is a delete, once it is known whose the keys are")
  void deleteNotFound() {
    world.inSync(monitor(ns, "m"));
    world.sandbox.datadog().faults().always("DELETE " + ITEM, Fault.error(404, "not found"));
    world.delete(ns, "m");
    world.awaitGone(ns, "m");
    assertThat(calls("DELETE " + ITEM)).isEqualTo(1);
  }

  static Stream<Arguments> lostLists() {
    String stray = "[{\"id\": \"1/../2\", \"tags\": [\"heel_cluster:%s\", \"heel_owner:a/b\"]}]";
    return Stream.of(
        Arguments.of("403", Fault.error(403, "Forbidden")),
        Arguments.of("500", Fault.error(500, "oops")),
        Arguments.of("an id that is none", Fault.answer(200, stray.formatted("test"), Map.of())));
  }

  /** Every pass over what is in doubt asks for a list, and every round wakes what is in doubt. */
  @ParameterizedTest(name = "a list answered {0} is not read without pause, whoever waits for it")
  @MethodSource("lostLists")
  void lostList(String what, Fault fault) {
    world.apply(DOWNTIME.formatted(ns));
    eventually(() -> assertThat(calls(DOWNTIMES)).isPositive());
    world.sandbox.datadog().faults().always(LIST, fault);
    world.sandbox.datadog().faults().next(POST, Fault.cutAfter());
    world.apply(monitor(ns, "m"));
    world.awaitReason(ns, "m", "InDoubt");
    long downtimes = calls(DOWNTIMES);
    long monitors = calls(LIST);
    eventually(() -> assertThat(calls(DOWNTIMES)).isGreaterThan(downtimes + 12));
    // Both lists have one pace; what is asked for beside it comes at a growing distance.
    assertThat(calls(LIST) - monitors).as(what).isLessThan(40);
    world.sandbox.datadog().faults().clear();
    world.awaitReason(ns, "m", "InSync");
    assertThat(calls(POST)).isEqualTo(1);
  }

  static Stream<Arguments> readFaults() {
    return Stream.of(
        Arguments.of("403", Fault.error(403, "Forbidden")),
        Arguments.of("429", Fault.throttled(1)),
        Arguments.of("500", Fault.error(500, "oops")),
        Arguments.of("502 as HTML", Fault.badGateway()),
        Arguments.of("with no answer", Fault.cutBefore()),
        Arguments.of("with half an answer", Fault.cutMidway()),
        Arguments.of("with an empty body", Fault.emptyBody()));
  }

  @ParameterizedTest(name = "a list without it and a read answered {0}: nothing is made or lost")
  @MethodSource("readFaults")
  void read(String what, Fault fault) {
    long id = world.inSync(monitor(ns, "m"));
    rounds();
    world.sandbox.datadog().faults().always("GET " + ITEM, fault);
    world.sandbox.datadog().faults().times(4, LIST, Fault.emptyList());
    eventually(() -> assertThat(calls("GET " + ITEM)).isPositive());
    rounds();
    world.sandbox.datadog().faults().clear();
    world.patch(ns, "m", "{metadata: {annotations: {heel.dev/look: again}}}");
    world.patch(ns, "m", "{spec: {priority: 1}}");
    world.awaitReason(ns, "m", "InSync");
    assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(1);
    assertThat(calls(POST)).isEqualTo(1);
    one();
  }

  @Test
  @DisplayName("a list that shrinks between its pages is thrown away, and nobody is made anew")
  void tornPages() {
    Tenant tenant = Tenant.in(world, "pages").withKeys().withAccount("from: Same");
    List<Long> many = tenant.organisation().createForeign(1005);
    many.forEach(
        id ->
            tenant
                .organisation()
                .edit(id, json("{tags: ['heel_cluster:test', 'heel_owner:x/n%d']}".formatted(id))));
    long id = world.inSync(monitor("pages", "m"));
    world.sandbox.datadog().faults().times(3, LIST + "?*page=0*", Fault.shrinkList(3));
    eventually(() -> assertThat(world.sandbox.datadog().faults().waiting()).isZero());
    world.sandbox.datadog().faults().times(3, LIST + "?*page=1*", Fault.emptyList());
    eventually(() -> assertThat(world.sandbox.datadog().faults().waiting()).isZero());
    rounds();
    assertThat(tenant.organisation().monitors()).hasSize(1);
    assertThat(tenant.organisation().monitor(id)).isPresent();
    assertThat(tenant.organisation().foreignMonitors()).hasSize(1005);
    world.awaitReason("pages", "m", "InSync");
  }

  @Test
  @DisplayName(
      "calls that take longer than Datadog may: one create, one update, one delete, one object")
  void timeouts() {
    long updated = world.inSync(monitor(ns, "updated"));
    long deleted = world.inSync(monitor(ns, "deleted"));
    Fault late = Fault.late(Duration.ofSeconds(12));
    world.sandbox.datadog().faults().next(POST, late);
    world.sandbox.datadog().faults().next("PUT /api/v1/monitor/" + updated, late);
    world.sandbox.datadog().faults().next("DELETE /api/v1/monitor/" + deleted, late);
    world.sandbox.datadog().resetCalls();
    world.apply(monitor(ns, "m"));
    world.patch(ns, "updated", "{spec: {priority: 1}}");
    world.delete(ns, "deleted");
    world.awaitGone(ns, "deleted");
    world.awaitReason(ns, "m", "InSync");
    world.awaitReason(ns, "updated", "InSync");
    rounds();
    assertThat(calls(POST)).isEqualTo(1);
    assertThat(calls("PUT " + ITEM)).isBetween(1L, 2L);
    assertThat(world.object(deleted)).isEmpty();
    assertThat(world.object(updated).orElseThrow().path("priority").asInt()).isEqualTo(1);
    one();
  }

  @Test
  @DisplayName("an outage that lasts: few calls, one sentence, then all continues by itself")
  void outage() {
    long id = world.inSync(monitor(ns, "m"));
    world.sandbox.datadog().faults().always("* /api/*", Fault.error(503, "maintenance"));
    world.sandbox.datadog().resetCalls();
    world.patch(ns, "m", "{spec: {priority: 1}}");
    world.apply(monitor(ns, "new"));
    JsonNode ready = World.ready(world.awaitReason(ns, "m", "Unavailable"));
    assertThat(ready.path("message").asText()).contains("503").contains("Heel keeps trying");
    world.awaitReason(ns, "new", "InDoubt");
    rounds();
    assertThat(calls(POST)).as("a create in doubt is not repeated").isEqualTo(1);
    assertThat(calls("PUT " + ITEM)).as("an update is tried with patience").isLessThan(6);
    world.sandbox.datadog().faults().clear();
    world.awaitReason(ns, "m", "InSync");
    world.awaitReason(ns, "new", "InSync");
    assertThat(world.object(id).orElseThrow().path("priority").asInt()).isEqualTo(1);
    assertThat(world.owned(ns, "new")).hasSize(1);
    eventually(() -> assertThat(world.events(ns, "m", "Unavailable")).hasSize(1));
  }

  private void one() {
    assertThat(world.owned(ns, "m"))
        .singleElement()
        .satisfies(
            monitor ->
                assertThat(monitor.path("id").asText())
                    .isEqualTo(world.resource(ns, "m").at("/status/id").asText()));
  }

  /** Until the poller has looked three more times. */
  private static void rounds() {
    long seen = calls(LIST);
    eventually(() -> assertThat(calls(LIST)).isGreaterThan(seen + 3));
  }

  private static long calls(String call) {
    Map<String, Long> calls = world.sandbox.datadog().calls();
    return calls.getOrDefault(call, 0L);
  }
}
