package dev.heel.sandbox;

import static dev.heel.sandbox.World.composite;
import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.monitors.MonitorGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is said of changes, once each, and what keeps still when nothing changes. */
@DisplayName("Drift, and what is said of it")
class DriftIT {
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
  @DisplayName("drift: Ignore leaves an edit and says nothing, until the spec itself changes")
  void ignored() {
    world.namespace("ignore");
    long id = world.inSync(monitor("ignore", "m", "drift: Ignore", "priority: 3"));
    world.organisation().edit(id, json("{priority: 1}"));
    rounds(5);
    assertThat(object(id).path("priority").asInt()).isEqualTo(1);
    JsonNode resource = world.resource("ignore", "m");
    assertThat(World.ready(resource).path("reason").asText()).isEqualTo("InSync");
    assertThat(resource.at("/status/drift").isMissingNode()).isTrue();
    assertThat(world.events("ignore", "m", "Drifted")).isEmpty();
    world.patch("ignore", "m", "{spec: {priority: 2}}");
    eventually(() -> assertThat(object(id).path("priority").asInt()).isEqualTo(2));
  }

  @Test
  @DisplayName("each drift that is found counts once in heel_drift_found_total")
  void counted() {
    world.namespace("counted");
    long id = world.inSync(monitor("counted", "m", "priority: 3"));
    double before = found();
    world.organisation().edit(id, json("{priority: 1}"));
    eventually(() -> assertThat(object(id).path("priority").asInt()).isEqualTo(3));
    eventually(() -> assertThat(found()).isEqualTo(before + 1));
    rounds(4);
    assertThat(found()).isEqualTo(before + 1);
    eventually(() -> assertThat(world.events("counted", "m", "Reverted")).hasSize(1));
  }

  @Test
  @DisplayName("drift that is reported counts once, not once a round, and its event comes once")
  void reportedOnce() {
    world.namespace("reported");
    long id = world.inSync(monitor("reported", "m", "drift: Report", "priority: 3"));
    double before = found();
    world.organisation().edit(id, json("{priority: 1, options: {renotify_interval: 30}}"));
    JsonNode resource = world.awaitReason("reported", "m", "Drifted");
    assertThat(resource.at("/status/drift").findValuesAsText("field"))
        .containsExactlyInAnyOrder("priority", "options.renotify_interval");
    assertThat(resource.at("/status/driftSince").asText()).isNotEmpty();
    rounds(5);
    eventually(() -> assertThat(world.events("reported", "m", "Drifted")).hasSize(1));
    assertThat(found()).isEqualTo(before + 1);
    assertThat(world.resource("reported", "m").path("status")).isEqualTo(resource.path("status"));
  }

  @Test
  @DisplayName("a pause that ends by itself lets the edit be put back then")
  void pauseEnds() {
    world.namespace("pause");
    long id = world.inSync(monitor("pause", "m", "priority: 3"));
    String until = Instant.now().plusSeconds(3).toString();
    world.patch(
        "pause", "m", "{metadata: {annotations: {heel.dev/pause-until: \"%s\"}}}".formatted(until));
    world.organisation().edit(id, json("{priority: 1}"));
    world.awaitReason("pause", "m", "Paused");
    assertThat(object(id).path("priority").asInt()).isEqualTo(1);
    eventually(() -> assertThat(object(id).path("priority").asInt()).isEqualTo(3));
    world.awaitReason("pause", "m", "InSync");
  }

  @Test
  @DisplayName("an array in the body is ignored below a pointer as well")
  void ignoredBelow() {
    world.namespace("below");
    long id =
        world.inSync(
            monitor(
                "below",
                "m",
                "ignore: [/options/thresholds]",
                "options: {thresholds: {warning: 500}}"));
    world.organisation().edit(id, json("{options: {thresholds: {warning: 600}}, priority: 1}"));
    eventually(() -> assertThat(object(id).path("priority").isNull()).isTrue());
    assertThat(object(id).at("/options/thresholds/warning").asInt()).isEqualTo(600);
    assertThat(world.awaitReason("below", "m", "InSync").at("/status/drift").isMissingNode())
        .isTrue();
  }

  @Test
  @DisplayName(
      "an option without a reset value of its own goes as well: given up, or added by others")
  void withoutResetValue() {
    world.namespace("no-reset");
    String scheduling =
        "schedulingOptions: {evaluationWindow: {hourStarts: 15}}, notificationPresetName: hide_all";
    long id = world.inSync(monitor("no-reset", "m", "options: {" + scheduling + "}"));
    assertThat(object(id).at("/options/scheduling_options").isMissingNode()).isFalse();
    world.patch("no-reset", "m", "{spec: {options: null}}");
    eventually(
        () -> {
          JsonNode options = object(id).path("options");
          assertThat(options.at("/scheduling_options/evaluation_window").isMissingNode()).isTrue();
          assertThat(options.path("notification_preset_name").isMissingNode()).isTrue();
        });
    world.awaitReason("no-reset", "m", "InSync");
    world.organisation().edit(id, json("{options: {notification_preset_name: hide_all}}"));
    eventually(
        () ->
            assertThat(object(id).at("/options/notification_preset_name").isMissingNode())
                .isTrue());
    assertThat(world.awaitReason("no-reset", "m", "InSync").at("/status/drift").isMissingNode())
        .isTrue();
  }

  @Test
  @DisplayName("a condition's time is that of its turn: a new generation that is fine keeps it")
  void transitionTimes() {
    world.namespace("times");
    world.inSync(monitor("times", "m"));
    String since = transition("times", "m");
    eventually(() -> assertThat(Instant.now()).isAfter(Instant.parse(since).plusSeconds(1)));
    world.patch("times", "m", "{spec: {priority: 2}}");
    JsonNode resource = world.awaitReason("times", "m", "InSync");
    assertThat(resource.at("/status/observedGeneration").asInt()).isEqualTo(2);
    assertThat(World.ready(resource).path("observedGeneration").asInt()).isEqualTo(2);
    assertThat(transition("times", "m")).isEqualTo(since);
    world.patch("times", "m", "{spec: {accountRef: {name: nobody}}}");
    world.awaitReason("times", "m", "WaitingForAccount");
    assertThat(transition("times", "m")).isNotEqualTo(since);
  }

  @Test
  @DisplayName("a state comes back with its time, without an event and without a call of its own")
  void states() {
    world.namespace("states");
    long id = world.inSync(monitor("states", "m"));
    world
        .organisation()
        .state(id, "Alert", List.of(new MonitorGroup("host:a", "Alert", 1_800_000_000L)));
    eventually(
        () ->
            assertThat(world.resource("states", "m").at("/status/triggered/0"))
                .isEqualTo(json("{group: 'host:a', state: Alert, since: '2027-01-15T08:00:00Z'}")));
    JsonNode status = world.resource("states", "m").path("status");
    assertThat(status.path("state").asText()).isEqualTo("Alert");
    assertThat(status.path("stateSince").asText()).isNotEmpty();
    world.organisation().state(id, "OK", List.of());
    eventually(
        () -> {
          JsonNode now = world.resource("states", "m").path("status");
          assertThat(now.path("state").asText()).isEqualTo("OK");
          assertThat(now.path("triggered").isMissingNode()).isTrue();
        });
  }

  @Test
  @DisplayName("a world in which some wait and some are refused still settles")
  void settles() throws InterruptedException {
    world.namespace("settles");
    world.apply(composite("settles", "waits", "no-one", "no-one"));
    world.apply(monitor("settles", "asleep", "suspend: true"));
    world.apply(monitor("settles", "homeless", "accountRef: {name: nobody}"));
    world.inSync(monitor("settles", "fine"));
    assertThat(new Settling(world.sandbox).await(Duration.ofSeconds(20))).isTrue();
  }

  private static JsonNode object(long id) {
    return world.object(id).orElseThrow();
  }

  private static String transition(String namespace, String name) {
    return world.ready(namespace, name).path("lastTransitionTime").asText();
  }

  private static double found() {
    return world
        .sandbox
        .metrics()
        .lines()
        .filter(line -> line.startsWith("heel_drift_found_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void rounds(int count) {
    long seen = lists();
    eventually(() -> assertThat(lists()).isGreaterThanOrEqualTo(seen + count));
  }

  private static long lists() {
    return world.sandbox.datadog().calls().getOrDefault("GET /api/v1/monitor", 0L);
  }
}
