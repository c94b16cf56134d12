package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.faults.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What Datadog cannot change is made anew, and the older object goes: that one, and no other. */
@DisplayName("After a replacement")
class ReplacementIT {
  private static final String STATUS =
      "/apis/heel.dev/v1alpha1/namespaces/%s/datadogmonitors/%s/status";

  private static final String LOGS =
      "logs(\\\"*\\\").index(\\\"*\\\").rollup(\\\"count\\\").last(\\\"5m\\\") > 800";

  /** What was refused counts as written, and a resource writes so often a minute and no more. */
  private static final Duration A_MINUTE_OF_WRITES = Duration.ofSeconds(100);

  private static World world;

  @BeforeAll
  static void open() {
    world = World.at(World.BRISK.withDeletionGrace(Duration.ofMinutes(5)));
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @DisplayName("what was not made here stays, whatever the status says of it")
  void foreign() {
    Tenant tenant = Tenant.in(world, "forged").withKeys().withAccount("from: Same");
    world.inSync(monitor("forged", "m"));
    long other = tenant.organisation().createForeign(1).get(0);
    status("forged", "{status: {replaced: \"%d\"}}".formatted(other));
    world.patch("forged", "m", "{spec: {message: \"Other. @slack-home\"}}");
    eventually(() -> assertThat(status("forged").path("replaced").isMissingNode()).isTrue());
    assertThat(status("forged").path("leaving").isMissingNode()).as("it was looked at").isTrue();
    assertThat(tenant.organisation().monitor(other)).isPresent();
  }

  @Test
  @DisplayName("several in a row lose none: each older one goes once it can")
  void several() {
    Tenant tenant = Tenant.in(world, "several").withKeys().withAccount("from: Same");
    long first = world.inSync(monitor("several", "m"));
    world.sandbox.datadog().faults().always("DELETE /api/v1/monitor/" + first, Fault.badGateway());
    long second = replaced("log alert", LOGS);
    world.sandbox.datadog().faults().always("DELETE /api/v1/monitor/" + second, Fault.badGateway());
    long third = replaced("query alert", "avg(last_5m):avg:my_metric{*} by {host} > 800");
    eventually(
        () -> {
          assertThat(status("several").path("leaving")).hasSize(2);
          assertThat(status("several").at("/leaving/1/why").asText()).contains("502");
        });
    world.sandbox.datadog().faults().clear();
    await()
        .atMost(A_MINUTE_OF_WRITES)
        .untilAsserted(() -> assertThat(tenant.organisation().monitors()).hasSize(1));
    assertThat(tenant.organisation().monitor(third)).isPresent();
    eventually(() -> assertThat(status("several").path("leaving").isMissingNode()).isTrue());
  }

  private static long replaced(String type, String query) {
    String before = status("several").path("id").asText();
    String patch = "{spec: {type: \"%s\", query: \"%s\"}}".formatted(type, query);
    world.patch("several", "m", patch);
    eventually(() -> assertThat(status("several").path("id").asText()).isNotEqualTo(before));
    return status("several").path("id").asLong();
  }

  @Test
  @DisplayName("deleted meanwhile: what it had before goes with it")
  void deleted() {
    Tenant tenant = Tenant.in(world, "leaving").withKeys().withAccount("from: Same");
    world.inSync(monitor("leaving", "m"));
    long old = tenant.organisation().createForeign(1).get(0);
    tenant.organisation().edit(old, json("{tags: ['heel_cluster:test', 'heel_owner:leaving/m']}"));
    world.patch("leaving", "m", "{spec: {suspend: true}}");
    world.awaitReason("leaving", "m", "Suspended");
    String entry = "{id: \"%d\", since: \"2026-11-24T10:00:00Z\"}".formatted(old);
    status("leaving", "{status: {leaving: [%s]}}".formatted(entry));
    world.delete("leaving", "m");
    world.awaitGone("leaving", "m");
    assertThat(tenant.organisation().monitors()).isEmpty();
    assertThat(tenant.organisation().monitor(old)).isEmpty();
  }

  private static JsonNode status(String namespace) {
    return world.resource(namespace, "m").path("status");
  }

  /** As somebody writes a status who may. */
  private static void status(String namespace, String mergePatch) {
    int code =
        world
            .kubernetes()
            .send(
                "PATCH",
                STATUS.formatted(namespace, "m"),
                "application/merge-patch+json",
                json(mergePatch).toString())
            .code();
    assertThat(code).isEqualTo(200);
  }
}
