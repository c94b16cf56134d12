package dev.heel.sandbox;

import static dev.heel.sandbox.World.composite;
import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.faults.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Deletion always ends: the monitor goes, or it is said why not, and in the end what stays is
 * counted. The grace is 4 s here, 2 s where the namespace goes.
 */
@DisplayName("Deletion")
class DeletionIT {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.brisk();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @DisplayName("a deleted namespace is emptied, composites before their parts, and ends")
  void namespace() {
    Tenant tenant = Tenant.in(world, "ending").withKeys().withAccount("from: Same");
    long stranger = tenant.organisation().createForeign(1).get(0);
    world.inSync(monitor("ending", "a"));
    world.inSync(monitor("ending", "b"));
    world.inSync(composite("ending", "both", "a", "b"));
    world.kubernetes().send("DELETE", "/api/v1/namespaces/ending", null);
    eventually(
        () ->
            assertThat(world.kubernetes().get("/api/v1/namespaces/ending").code()).isEqualTo(404));
    assertThat(tenant.organisation().monitors()).isEmpty();
    assertThat(tenant.organisation().monitor(stranger)).isPresent();
  }

  @Test
  @DisplayName("a monitor that another's composite uses stays, says by what, and goes when forced")
  void blocked() {
    Tenant tenant = Tenant.in(world, "used").withKeys().withAccount("from: Same");
    long id = world.inSync(monitor("used", "m"));
    long theirs = tenant.organisation().createForeign(1).get(0);
    tenant
        .organisation()
        .edit(theirs, json("{type: composite, query: '%d && %d'}".formatted(id, id)));
    world.delete("used", "m");
    JsonNode ready = awaitReady("used", "m", "DeletionBlocked");
    assertThat(ready.path("message").asText())
        .contains("is referenced in composite monitors", String.valueOf(theirs))
        .contains("heel.dev/force-delete=true");
    eventually(() -> assertThat(world.events("used", "m", "DeletionBlocked")).hasSize(1));
    assertThat(tenant.organisation().monitor(id)).isPresent();
    world.patch("used", "m", "{metadata: {annotations: {heel.dev/force-delete: \"true\"}}}");
    world.awaitGone("used", "m");
    assertThat(tenant.organisation().monitor(id)).isEmpty();
    assertThat(tenant.organisation().monitor(theirs)).isPresent();
  }

  @Test
  @DisplayName(
      "with Datadog unreachable it ends after the grace, is counted, and the manifest takes it back")
  void unreachable() {
    Tenant tenant = Tenant.in(world, "cut-off").withKeys().withAccount("from: Same");
    String manifest = monitor("cut-off", "m");
    long id = world.inSync(manifest);
    double before = released();
    world.sandbox.datadog().faults().always("* /api/v1/monitor/" + id, Fault.cutBefore());
    world.delete("cut-off", "m");
    assertThat(awaitReady("cut-off", "m", "DeletionBlocked").path("message").asText())
        .contains("Datadog could not do it");
    world.awaitGone("cut-off", "m");
    world.sandbox.datadog().faults().clear();
    assertThat(tenant.organisation().monitor(id)).as("it stays in Datadog").isPresent();
    assertThat(released()).isEqualTo(before + 1);
    assertThat(world.events("cut-off", "m", "Released"))
        .singleElement()
        .satisfies(text -> assertThat(text).contains(String.valueOf(id)));
    eventually(
        () -> {
          JsonNode released = tenant.account().at("/status/released/0");
          assertThat(released.path("id").asText()).isEqualTo(String.valueOf(id));
          assertThat(released.path("resource").asText()).isEqualTo("cut-off/m");
          assertThat(released.path("kind").asText()).isEqualTo("DatadogMonitor");
        });
    assertThat(world.inSync(manifest)).as("taken back by its marker").isEqualTo(id);
    assertThat(tenant.organisation().monitors()).hasSize(1);
  }

  private static double released() {
    return metric("heel_objects_released_total{kind=\"DatadogMonitor\"}");
  }

  private static double metric(String name) {
    return world
        .sandbox
        .metrics()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  @DisplayName("without keys it waits and says so, and ends after the grace")
  void withoutKeys() {
    Tenant tenant = Tenant.in(world, "keyless").withKeys().withAccount("from: Same");
    long id = world.inSync(monitor("keyless", "m"));
    tenant.withSecret("api-key: \"%s\"".formatted(tenant.key));
    tenant.awaitAccount("SecretMissing");
    world.delete("keyless", "m");
    assertThat(awaitReady("keyless", "m", "DeletionBlocked").path("message").asText())
        .contains("its DatadogAccount is not there or not ready");
    world.awaitGone("keyless", "m");
    assertThat(tenant.organisation().monitor(id)).isPresent();
  }

  @Test
  @DisplayName("good keys that come in time let it go on at once")
  void keysComeBack() {
    Tenant tenant = Tenant.in(world, "rekeyed").withKeys().withAccount("from: Same");
    long id = world.inSync(monitor("rekeyed", "m"));
    tenant.withSecret("api-key: \"%s\"".formatted(tenant.key));
    tenant.awaitAccount("SecretMissing");
    world.delete("rekeyed", "m");
    awaitReady("rekeyed", "m", "DeletionBlocked");
    tenant.withKeys();
    world.awaitGone("rekeyed", "m");
    assertThat(tenant.organisation().monitor(id)).as("deleted, not left").isEmpty();
  }

  @Test
  @DisplayName("what was never made in Datadog goes without a call")
  void neverMade() {
    world.namespace("never");
    world.apply(monitor("never", "m", "accountRef: {name: nobody}"));
    world.awaitReason("never", "m", "WaitingForAccount");
    world.delete("never", "m");
    world.awaitGone("never", "m");
    assertThat(world.owned("never", "m")).isEmpty();
  }

  @Test
  @DisplayName("a monitor that somebody took over meanwhile is theirs, and stays")
  void takenByAnother() {
    Tenant tenant = Tenant.in(world, "taken").withKeys().withAccount("from: Same");
    long id = world.inSync(monitor("taken", "m"));
    long probe = world.inSync(monitor("taken", "probe"));
    world.patch("taken", "m", "{spec: {suspend: true}}");
    world.awaitReason("taken", "m", "Suspended");
    tenant.organisation().edit(id, json("{tags: ['heel_cluster:other', 'heel_owner:taken/m']}"));
    tenant.organisation().edit(probe, json("{message: changed}"));
    eventually(() -> assertThat(world.events("taken", "probe", "Reverted")).hasSize(1));
    world.delete("taken", "m");
    world.awaitGone("taken", "m");
    assertThat(tenant.organisation().monitor(id)).isPresent();
  }

  @Test
  @DisplayName("a suspended resource that is deleted still takes its monitor along")
  void suspended() {
    Tenant tenant = Tenant.in(world, "asleep").withKeys().withAccount("from: Same");
    long id = world.inSync(monitor("asleep", "m"));
    world.patch("asleep", "m", "{spec: {suspend: true}}");
    world.awaitReason("asleep", "m", "Suspended");
    world.delete("asleep", "m");
    world.awaitGone("asleep", "m");
    assertThat(tenant.organisation().monitor(id)).isEmpty();
  }

  private static JsonNode awaitReady(String namespace, String name, String reason) {
    eventually(
        () ->
            assertThat(world.ready(namespace, name).path("reason").asText())
                .as(List.of(namespace, name).toString())
                .isEqualTo(reason));
    return world.ready(namespace, name);
  }
}
