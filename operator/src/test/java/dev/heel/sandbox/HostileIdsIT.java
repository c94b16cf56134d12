package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.FaultyProxy;
import dev.heel.testing.KubeHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An id becomes a part of an address that is called with the account's keys: who may say what. */
@DisplayName("Ids that are none")
class HostileIdsIT {
  private static final String MONITORS = "/apis/heel.dev/v1alpha1/namespaces/%s/datadogmonitors";

  private static World world;
  private static FaultyProxy datadog;
  private static OwnOperator operator;

  @BeforeAll
  static void open() {
    world = World.unattended();
    datadog = FaultyProxy.before(world.sandbox.datadog().url());
    operator = OwnOperator.startBefore(world, datadog.url());
  }

  @AfterAll
  static void close() {
    operator.close();
    datadog.close();
    world.close();
  }

  @Test
  @DisplayName("in spec.adopt: the API server says what an id looks like")
  void adopted() {
    world.namespace("adopts");
    String yaml = monitor("adopts", "m", "adopt: {id: ../dashboard/abc-def-123}");
    KubeHttp.Answer answer =
        world.kubernetes().send("POST", MONITORS.formatted("adopts"), World.json(yaml).toString());
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.text()).contains("spec.adopt.id", "an id of a monitor in Datadog: digits");
  }

  @Test
  @DisplayName("in a status: told once, never called, and the object is found by its marker")
  void inTheStatus() {
    world.namespace("written");
    long id = world.inSync(monitor("written", "m"));
    patchStatus("written", "{status: {id: ../dashboard/abc-def-123, replaced: \"1/../2\"}}");
    world.patch("written", "m", "{metadata: {annotations: {heel.dev/look: again}}}");
    eventually(
        () -> {
          JsonNode status = world.resource("written", "m").path("status");
          assertThat(status.path("id").asLong()).isEqualTo(id);
          assertThat(status.has("replaced")).isFalse();
        });
    eventually(
        () ->
            assertThat(world.events("written", "m", "UnusableId"))
                .singleElement()
                .asString()
                .startsWith(
                    "The status had \"../dashboard/abc-def-123\" and \"1/../2\", which is no id of"
                        + " a monitor (digits)."));
    assertThat(world.callLog()).noneMatch(call -> call.contains("abc-def-123"));
    assertThat(world.owned("written", "m")).hasSize(1);
  }

  @Test
  @DisplayName("in the status of what is deleted: its object goes, found by its marker")
  void deleted() {
    world.namespace("deleted");
    world.inSync(monitor("deleted", "m"));
    operator.close();
    patchStatus("deleted", "{status: {id: \"7?force=true\"}}");
    world.delete("deleted", "m");
    operator = OwnOperator.startBefore(world, datadog.url());
    world.awaitGone("deleted", "m");
    assertThat(world.owned("deleted", "m")).isEmpty();
    assertThat(world.callLog()).noneMatch(call -> call.contains("force"));
  }

  @Test
  @DisplayName("in the answer to a create: in doubt, resolved by a list, and none is made twice")
  void answered() {
    world.namespace("answered");
    datadog.answer(1, "POST /api/v1/monitor", 200, "{\"id\": \"1/../2\"}");
    world.apply(monitor("answered", "m"));
    eventually(
        () ->
            assertThat(world.ready("answered", "m").path("message").asText())
                .contains("no usable id in it; the id of a monitor is digits"));
    world.awaitReason("answered", "m", "InSync");
    assertThat(world.owned("answered", "m")).hasSize(1);
    assertThat(world.callLog()).noneMatch(call -> call.contains(".."));
  }

  private static void patchStatus(String namespace, String mergePatch) {
    KubeHttp.Answer answer =
        world
            .kubernetes()
            .send(
                "PATCH",
                MONITORS.formatted(namespace) + "/m/status",
                "application/merge-patch+json",
                World.json(mergePatch).toString());
    assertThat(answer.code()).as(answer.text()).isEqualTo(200);
  }
}
