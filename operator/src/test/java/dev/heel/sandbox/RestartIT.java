package dev.heel.sandbox;

import static dev.heel.sandbox.World.composite;
import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.operator.commands.Release;
import dev.heel.sandbox.datadog.faults.Fault;
import dev.heel.testing.FaultyProxy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What one operator leaves to the next: all that matters is in the resources. */
@DisplayName("After a restart")
class RestartIT {
  private static final String POST = "POST /api/v1/monitor";
  private static final String LIST = "GET /api/v1/monitor";
  private final World world = World.unattended();
  private OwnOperator operator;

  @BeforeEach
  void start() {
    operator = OwnOperator.start(world);
    world.namespace("home");
  }

  @AfterEach
  void close() {
    operator.close();
    world.close();
  }

  private void restart() {
    operator.close();
    world.sandbox.datadog().resetCalls();
    operator = OwnOperator.start(world);
  }

  @Test
  @DisplayName("at rest only lists are read, and nothing is written on either side")
  void atRest() {
    for (int i = 0; i < 5; i++) {
      world.inSync(monitor("home", "m" + i));
    }
    world.inSync(composite("home", "both", "m0", "m1"));
    JsonNode before = world.resource("home", "m0");
    // The first restart brings the account's figures up to date, which come later than all else.
    restart();
    rounds();
    operator.close();
    long writes = world.sandbox.kubernetes().writes("heel-operator");
    restart();
    rounds();
    assertThat(calls().keySet())
        .containsExactlyInAnyOrder(LIST, "GET /api/v1/validate", "GET /api/v2/current_user");
    assertThat(world.sandbox.kubernetes().writes("heel-operator")).isEqualTo(writes);
    assertThat(world.resource("home", "m0")).isEqualTo(before);
  }

  @Test
  @DisplayName("a create that was refused is not sent again for the same generation")
  void refusedCreate() {
    world.sandbox.datadog().faults().always(POST, Fault.error(400, "no such metric"));
    world.apply(monitor("home", "m"));
    world.awaitReason("home", "m", "Rejected");
    rounds();
    assertThat(calls().get(POST)).isEqualTo(1);
    restart();
    rounds();
    assertThat(calls()).doesNotContainKey(POST);
    eventually(() -> assertThat(world.events("home", "m", "Rejected")).hasSize(1));
    world.patch("home", "m", "{spec: {priority: 2}}");
    eventually(() -> assertThat(calls().get(POST)).isEqualTo(1));
  }

  @Test
  @DisplayName("an update that was refused is not sent again for the same generation")
  void refusedUpdate() {
    long id = world.inSync(monitor("home", "m"));
    String put = "PUT /api/v1/monitor/{id}";
    world.sandbox.datadog().faults().always(put, Fault.error(400, "no such metric"));
    world.patch("home", "m", "{spec: {priority: 2}}");
    world.awaitReason("home", "m", "Rejected");
    restart();
    rounds();
    assertThat(calls()).doesNotContainKey(put);
    assertThat(world.object(id).orElseThrow().path("priority").isNull()).isTrue();
  }

  @Test
  @DisplayName("what happened meanwhile is made good: edited, deleted on either side, changed")
  void meanwhile() {
    long edited = world.inSync(monitor("home", "edited", "priority: 3"));
    long deleted = world.inSync(monitor("home", "deleted"));
    long removed = world.inSync(monitor("home", "removed"));
    long changed = world.inSync(monitor("home", "changed"));
    operator.close();
    world.organisation().edit(edited, json("{priority: 1}"));
    world.organisation().delete(deleted);
    world.delete("home", "removed");
    world.patch("home", "changed", "{spec: {priority: 4}}");
    restart();
    world.awaitGone("home", "removed");
    eventually(
        () -> {
          assertThat(priority(edited)).isEqualTo(3);
          assertThat(priority(changed)).isEqualTo(4);
          assertThat(world.owned("home", "deleted")).hasSize(1);
        });
    world.awaitReason("home", "deleted", "InSync");
    rounds();
    assertThat(world.object(removed)).isEmpty();
    assertThat(calls().get(POST)).isEqualTo(1);
  }

  @Test
  @DisplayName("a status that was lost is made again from the marker, without a second monitor")
  void statusLost() {
    long id = world.inSync(monitor("home", "m"));
    operator.close();
    int code =
        world
            .kubernetes()
            .send(
                "PATCH",
                "/apis/heel.dev/v1alpha1/namespaces/home/datadogmonitors/m/status",
                "application/merge-patch+json",
                "{\"status\": null}")
            .code();
    assertThat(code).isEqualTo(200);
    assertThat(world.resource("home", "m").at("/status/id").isMissingNode()).isTrue();
    restart();
    assertThat(world.awaitReason("home", "m", "InSync").at("/status/id").asLong()).isEqualTo(id);
    assertThat(calls()).doesNotContainKey(POST);
  }

  @Test
  @DisplayName("an account that Kubernetes tells of later than of its monitor changes no status")
  void accountsLast() {
    world.inSync(monitor("home", "m"));
    operator.close();
    CountDownLatch written = new CountDownLatch(1);
    AtomicBoolean early = new AtomicBoolean();
    try (FaultyProxy proxy = FaultyProxy.before(world.sandbox.kubernetes().url())) {
      proxy.meanwhile("(PUT|PATCH) .*/datadogmonitors/m/status.*", written::countDown);
      proxy.meanwhile("GET .*/datadogaccounts\\?.*", () -> early.set(comes(written)));
      operator = OwnOperator.start(world, proxy.url());
      rounds();
      operator.close();
    }
    assertThat(early).as("a status is written before the account is known").isFalse();
    assertThat(written.getCount()).as("writes that did not come").isEqualTo(1);
  }

  /** Waits as long as a pass takes that does not wait. */
  private static boolean comes(CountDownLatch latch) {
    try {
      return latch.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  @DisplayName("references in a circle are named on every one of them again")
  void circle() {
    world.apply(composite("home", "one", "two", "two"));
    world.apply(composite("home", "two", "one", "one"));
    world.awaitReason("home", "one", "ReferenceCycle");
    world.awaitReason("home", "two", "ReferenceCycle");
    restart();
    world.inSync(monitor("home", "another"));
    eventually(() -> assertThat(operator.operator().isSettled(Duration.ofSeconds(1))).isTrue());
    world.awaitReason("home", "one", "ReferenceCycle");
    world.awaitReason("home", "two", "ReferenceCycle");
  }

  @Test
  @DisplayName("a drift that is reported stays as it was said, with one event")
  void reportedDrift() {
    long id = world.inSync(monitor("home", "m", "drift: Report", "priority: 3"));
    world.organisation().edit(id, json("{priority: 1}"));
    JsonNode before = world.awaitReason("home", "m", "Drifted").path("status");
    restart();
    rounds();
    assertThat(world.resource("home", "m").path("status")).isEqualTo(before);
    eventually(() -> assertThat(world.events("home", "m", "Drifted")).hasSize(1));
  }

  @Test
  @DisplayName("released, everything can be deleted without an operator, and stays in Datadog")
  void released() {
    long id = world.inSync(monitor("home", "m"));
    operator.close();
    try (KubernetesClient client = OwnOperator.client(world.sandbox.kubernetes().url())) {
      assertThat(new Release(client, Set.of()).orphan())
          .as("the monitor and the account")
          .isEqualTo(2);
      assertThat(new Release(client, Set.of()).orphan()).isZero();
    }
    world.delete("home", "m");
    world.awaitGone("home", "m");
    world.kubernetes().send("DELETE", "/api/v1/namespaces/datadog", null);
    eventually(
        () ->
            assertThat(world.kubernetes().get("/api/v1/namespaces/datadog").code()).isEqualTo(404));
    assertThat(world.object(id)).isPresent();
  }

  private int priority(long id) {
    return world.object(id).orElseThrow().path("priority").asInt();
  }

  private void rounds() {
    long seen = calls().getOrDefault(LIST, 0L);
    eventually(() -> assertThat(calls().getOrDefault(LIST, 0L)).isGreaterThanOrEqualTo(seen + 5));
  }

  private Map<String, Long> calls() {
    return world.sandbox.datadog().calls();
  }
}
