package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A cluster is gone with all that it knew; another of another name has the same manifests. */
@DisplayName("A cluster that succeeds another")
class SuccessionIT {
  private static final int MONITORS = 100;
  private static final int BOARDS = 20;
  private static final String OBJECT =
      "{apiVersion: heel.dev/v1alpha1, kind: %s, metadata: {name: o%d, namespace: shop}, spec: %s}";
  private static final String MONITOR =
      "{type: metric alert, query: 'avg(last_5m):avg:m{n:%d} > 8', message: '@a@example.com'}";
  private static final String DOWNTIME =
      "{monitorTags: ['n:%d'], schedule: {timezone: UTC, weekly: [{days: [Sun]}]}}";
  private static final String BOARD =
      "{title: Board %d, widgets: [{definition: {type: note, content: hello}}]}";

  private World gone;
  private World fresh;

  @BeforeEach
  void open() {
    gone = World.unattended();
    fresh = World.unattended();
  }

  @AfterEach
  void close() {
    fresh.close();
    gone.close();
  }

  private static void applyAll(World world) {
    world.namespace("shop");
    for (int i = 0; i < MONITORS; i++) {
      apply(world, "DatadogMonitor", i, MONITOR);
    }
    for (int i = 0; i < BOARDS; i++) {
      apply(world, "DatadogDashboard", i, BOARD);
      apply(world, "DatadogDowntime", i, DOWNTIME);
    }
  }

  private static void apply(World world, String kind, int number, String spec) {
    world.apply(OBJECT.formatted(kind, number, spec.formatted(number)));
  }

  /** Ids in Datadog by resource, once all are in sync. */
  private static SortedMap<String, String> ids(World world) {
    SortedMap<String, String> ids = new TreeMap<>();
    for (String kind : List.of("datadogmonitors", "datadogdashboards", "datadogdowntimes")) {
      String path = "/apis/heel.dev/v1alpha1/namespaces/shop/" + kind;
      for (JsonNode each : world.kubernetes().get(path).json().path("items")) {
        assertThat(World.ready(each).path("reason").asText())
            .as(World.ready(each).toString())
            .isEqualTo("InSync");
        ids.put(kind + each.at("/metadata/name").asText(), each.at("/status/id").asText());
      }
    }
    assertThat(ids).hasSize(MONITORS + 2 * BOARDS);
    return ids;
  }

  @Test
  @DisplayName("takes what the other marked, with its id, and doubles nothing")
  void handOver() {
    applyAll(gone);
    SortedMap<String, String> before = new TreeMap<>();
    try (OwnOperator operator = OwnOperator.start(gone)) {
      eventually(() -> before.putAll(ids(gone)));
    }
    long made = posts();
    applyAll(fresh);
    try (OwnOperator operator = OwnOperator.succeeding(gone, fresh, "next")) {
      eventually(() -> assertThat(ids(fresh)).isEqualTo(before));
      eventually(this::allAreMarkedAnew);
      assertThat(posts()).as("objects made in all").isEqualTo(made);
      assertThat(gone.organisation().monitors()).hasSize(MONITORS);
      assertThat(gone.organisation().dashboards().objects()).hasSize(BOARDS);
      assertThat(gone.organisation().downtimes().objects()).hasSize(BOARDS);
      fresh.delete("shop", "o7");
      fresh.awaitGone("shop", "o7");
      assertThat(gone.organisation().monitors()).hasSize(MONITORS - 1);
    }
  }

  private void allAreMarkedAnew() {
    assertThat(gone.organisation().monitors())
        .allSatisfy(
            monitor ->
                assertThat(monitor.path("tags").toString())
                    .contains("heel_cluster:next")
                    .doesNotContain("heel_cluster:test"));
  }

  private long posts() {
    return gone.callLog().stream().filter(call -> call.contains(" POST ")).count();
  }

  @Test
  @DisplayName("takes what nobody here is called only when told, and then with its id")
  void ofAnotherName() {
    gone.namespace("shop");
    apply(gone, "DatadogMonitor", 0, MONITOR);
    long id;
    try (OwnOperator operator = OwnOperator.start(gone)) {
      id = gone.awaitReason("shop", "o0", "InSync").at("/status/id").asLong();
    }
    fresh.trust("shop");
    fresh.apply(World.monitor("shop", "other", "adopt: {id: \"" + id + "\"}"));
    try (OwnOperator operator = OwnOperator.succeeding(gone, fresh, "next")) {
      JsonNode told = World.ready(fresh.awaitReason("shop", "other", "OwnedByAnother"));
      assertThat(told.path("message").asText())
          .startsWith("Monitor " + id + " belongs to next/shop/o0, which is gone.");
      fresh.patch("shop", "other", "{spec: {adopt: {takeOver: true}}}");
      fresh.awaitReason("shop", "other", "InSync");
    }
    assertThat(gone.object(id).orElseThrow().path("tags").toString()).contains("shop/other");
  }
}
