package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is kept in place of being deleted, by operators that come and go. */
@DisplayName("Kept in place of being deleted")
class KeptIT {
  private static World world;
  private static OwnOperator operator;

  @BeforeAll
  static void open() {
    world = World.unattended();
    operator = OwnOperator.start(world);
  }

  @AfterAll
  static void close() {
    operator.close();
    world.close();
  }

  private static void restart() {
    operator.close();
    operator = OwnOperator.start(world);
  }

  private static Tenant tenant(String namespace, String deletions) {
    return Tenant.in(world, namespace).withKeys().withAccount("from: Same", deletions);
  }

  private static void make(String namespace, int count) {
    for (int i = 0; i < count; i++) {
      world.inSync(monitor(namespace, "m" + i));
    }
  }

  private static void delete(String namespace, int from, int to) {
    for (int i = from; i < to; i++) {
      world.delete(namespace, "m" + i);
    }
    for (int i = from; i < to; i++) {
      world.awaitGone(namespace, "m" + i);
    }
  }

  private static int kept(Tenant tenant) {
    return tenant.account().at("/status/kept/count").asInt();
  }

  @Test
  @DisplayName("a restart amid deletions counts on, and what is kept survives another one")
  void restarts() {
    Tenant tenant = tenant("restarts", "{perHour: 4}");
    Tenant other = tenant("beside", "{perHour: 4}");
    make("restarts", 8);
    make("beside", 1);
    delete("restarts", 0, 3);
    restart();
    delete("restarts", 3, 8);
    assertThat(tenant.organisation().monitors()).as("4 were deleted").hasSize(4);
    delete("beside", 0, 1);
    assertThat(other.organisation().monitors()).as("another account counts by itself").isEmpty();
    restart();
    eventually(() -> assertThat(kept(tenant)).isEqualTo(4));
    tenant.patchAccount("{metadata: {annotations: {heel.dev/delete-kept: now}}}");
    eventually(() -> assertThat(tenant.organisation().monitors()).isEmpty());
    eventually(() -> assertThat(kept(tenant)).isZero());
  }

  @Test
  @DisplayName("it is deleted when its time is over, by a process that did not keep it")
  void time() {
    Tenant tenant = tenant("time", "{perHour: 1, keepFor: 3s}");
    make("time", 3);
    delete("time", 0, 3);
    assertThat(tenant.organisation().monitors()).hasSize(2);
    restart();
    eventually(() -> assertThat(tenant.organisation().monitors()).isEmpty());
    eventually(() -> assertThat(tenant.account().at("/status/kept").isMissingNode()).isTrue());
  }

  @Test
  @DisplayName("what `heel release --delete` annotates is meant, and goes")
  void meant() {
    Tenant tenant = tenant("meant", "{perHour: 1}");
    make("meant", 3);
    for (int i = 0; i < 3; i++) {
      world.patch("meant", "m" + i, "{metadata: {annotations: {heel.dev/bulk-delete: \"true\"}}}");
    }
    delete("meant", 0, 3);
    assertThat(tenant.organisation().monitors()).isEmpty();
  }

  @Test
  @DisplayName("an account that goes with its namespace cannot keep anything: that is told")
  void accountGoes() {
    Tenant tenant = tenant("together", "{perHour: 1}");
    make("together", 3);
    world.kubernetes().send("DELETE", "/api/v1/namespaces/together", null);
    eventually(
        () ->
            assertThat(world.kubernetes().get("/api/v1/namespaces/together").code())
                .isEqualTo(404));
    assertThat(tenant.organisation().monitors()).as("one was deleted").hasSize(2);
  }

  @Test
  @DisplayName("a webhook, which carries no marker, is taken back by its name")
  void webhook() {
    Tenant tenant = tenant("hooks", "{perHour: 1}");
    make("hooks", 1);
    world.apply(HOOK);
    eventually(() -> assertThat(hook().at("/status/id").asText()).isEqualTo("pager"));
    delete("hooks", 0, 1);
    world.kubernetes().send("DELETE", HOOKS, null);
    eventually(() -> assertThat(world.kubernetes().get(HOOKS).code()).isEqualTo(404));
    eventually(() -> assertThat(kept(tenant)).isEqualTo(1));
    restart();
    world.apply(HOOK);
    eventually(() -> assertThat(World.ready(hook()).path("reason").asText()).isEqualTo("InSync"));
    eventually(() -> assertThat(kept(tenant)).isZero());
  }

  private static final String HOOKS =
      "/apis/heel.dev/v1alpha1/namespaces/hooks/datadogwebhooks/pager";
  private static final String HOOK =
      "{apiVersion: heel.dev/v1alpha1, kind: DatadogWebhook, metadata: {name: pager, namespace:"
          + " hooks}, spec: {name: pager, url: 'https://pager.example.com'}}";

  private static JsonNode hook() {
    return world.kubernetes().get(HOOKS).json();
  }
}
