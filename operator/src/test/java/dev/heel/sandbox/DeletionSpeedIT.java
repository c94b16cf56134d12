package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.operator.process.Timing;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.world.SandboxObject;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A namespace full of dashboards goes, at the limits that were recorded: half of 60 reads a minute.
 * {@code -Dheel.deletions=1000} for a thousand of them, a hundred of which may be deleted.
 */
@DisplayName("How fast objects are deleted")
class DeletionSpeedIT {
  private static final int DASHBOARDS = Integer.getInteger("heel.deletions", 40);
  private static final int PER_HOUR = DASHBOARDS / 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30 + DASHBOARDS / 4);

  private World world;
  private Tenant tenant;

  @AfterEach
  void close() {
    world.close();
  }

  /** Lists come by the tenth of a second here, and so does their limit. */
  private static DatadogOptions.Builder recorded() {
    return DatadogOptions.builder().limit("get_custom_dashboards=60/1");
  }

  /** A list of a thousand takes longer than one of forty, and so may what waits for it. */
  private static Timing timing() {
    Timing brisk = World.BRISK;
    return new Timing(
        brisk.visibilityGrace(),
        brisk.callBound(),
        brisk.listInterval(),
        brisk.deletionGrace().multipliedBy(Math.max(1, DASHBOARDS / 100)),
        brisk.terminatingGrace().multipliedBy(Math.max(1, DASHBOARDS / 100)),
        brisk.lease(),
        brisk.renewDeadline(),
        brisk.renewEvery());
  }

  private void open(DatadogOptions options, String deletions) {
    world = World.at(options, timing());
    tenant = Tenant.in(world, "accounts").withKeys().withAccount("from: All", deletions);
    world.namespace("home");
    for (int i = 0; i < DASHBOARDS; i++) {
      world.apply(dashboard("d" + i));
    }
    eventuallyAll(() -> assertThat(objects()).hasSize(DASHBOARDS));
    eventuallyAll(
        () -> assertThat(tenant.account().at("/status/objects").asInt()).isEqualTo(DASHBOARDS));
  }

  private static String dashboard(String name) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogDashboard
        metadata: {name: %s, namespace: home}
        spec:
          accountRef: {name: default, namespace: accounts}
          widgets: [{definition: {type: note, content: hello}}]
        """
        .formatted(name);
  }

  @Test
  @DisplayName("without a bound all go, and none is left by the namespace that does not wait")
  void unbounded() {
    open(recorded().build(), "{perHour: 0}");
    deleteNamespace();
    assertThat(objects()).isEmpty();
    assertThat(tenant.account().at("/status/released").isMissingNode()).isTrue();
  }

  @Test
  @DisplayName("behind a limit each waits for its turn, far longer than the grace")
  void behindALimit() {
    open(recorded().limit("delete_dashboard=20/2").build(), "{perHour: 0}");
    deleteNamespace();
    assertThat(objects()).isEmpty();
    assertThat(tenant.account().at("/status/released").isMissingNode()).isTrue();
  }

  @Test
  @DisplayName("with a bound the rest is kept, taken back by who returns, and deleted when told")
  void bounded() {
    open(recorded().build(), "{perHour: %d}".formatted(PER_HOUR));
    deleteNamespace();
    int rest = DASHBOARDS - PER_HOUR;
    assertThat(objects()).hasSize(rest);
    eventually(() -> assertThat(kept().path("count").asInt()).isEqualTo(rest));
    assertThat(kept().path("first")).hasSize(Math.min(rest, 100));
    assertThat(kept().path("reason").asText())
        .contains("%d resources were deleted".formatted(DASHBOARDS), "perHour is " + PER_HOUR);
    eventually(() -> assertThat(world.events("accounts", "default", "Kept")).isNotEmpty());

    JsonNode back = kept().at("/first/0");
    world.namespace("home");
    world.apply(dashboard(back.path("resource").asText().substring("home/".length())));
    eventually(() -> assertThat(kept().path("count").asInt()).isEqualTo(rest - 1));
    assertThat(objects()).as("taken back, not made anew").hasSize(rest);

    tenant.patchAccount("{metadata: {annotations: {heel.dev/delete-kept: now}}}");
    eventuallyAll(() -> assertThat(kept().isMissingNode()).isTrue());
    assertThat(objects())
        .singleElement()
        .satisfies(left -> assertThat(left.id()).isEqualTo(back.path("id").asText()));
    assertThat(tenant.account().at("/metadata/annotations/heel.dev~1delete-kept").asText())
        .isEmpty();
  }

  private List<SandboxObject> objects() {
    return tenant.organisation().dashboards().objects();
  }

  private JsonNode kept() {
    return tenant.account().at("/status/kept");
  }

  private void deleteNamespace() {
    world.kubernetes().send("DELETE", "/api/v1/namespaces/home", null);
    eventuallyAll(
        () -> assertThat(world.kubernetes().get("/api/v1/namespaces/home").code()).isEqualTo(404));
  }

  private static void eventuallyAll(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).untilAsserted(assertion);
  }
}
