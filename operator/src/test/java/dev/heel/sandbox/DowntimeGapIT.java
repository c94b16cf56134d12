package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The forgotten night, as people hear of it in the cluster. */
@DisplayName("A hole in the week of a monitor's downtimes")
class DowntimeGapIT {
  private static final String PATH = "/apis/heel.dev/v1alpha1/namespaces/home/datadogdowntimes/%s";
  private static final String WORKING = "Mon, Tue, Wed, Thu, Fri";
  private static final String SENTENCE =
      "spec.schedule.weekly.0.days: nothing mutes m from Monday 00:00 to 09:00. The night that ends"
          + " on Monday opens on Sunday: add Sun to days. [downtime-gap]";

  private final World world = World.unattended();
  private OwnOperator operator;

  @BeforeEach
  void start() {
    operator = OwnOperator.start(world);
    world.namespace("home");
    world.inSync(monitor("home", "m"));
  }

  @AfterEach
  void close() {
    operator.close();
    world.close();
  }

  private void apply(String name, String message, String days, String hours) {
    apply(name, "monitorRef: {name: m}", message, days, hours);
  }

  private void apply(String name, String muted, String message, String days, String hours) {
    world.apply(
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogDowntime
        metadata: {name: %s, namespace: home}
        spec:
          %s
          message: "%s @team-a"
          schedule:
            timezone: America/New_York
            weekly: [{days: [%s]%s}]
        """
            .formatted(name, muted, message, days, hours));
    eventually(
        () -> {
          JsonNode resource = world.kubernetes().get(PATH.formatted(name)).json();
          JsonNode ready = World.ready(resource);
          assertThat(ready.path("status").asText()).as(ready.toString()).isEqualTo("True");
          assertThat(ready.path("observedGeneration"))
              .isEqualTo(resource.at("/metadata/generation"));
        });
  }

  private void nights(String name, String message, String days) {
    apply(name, message, days, ", from: '19:00', to: '09:00'");
  }

  private void weekend(String message) {
    apply("weekend", message, "Sat, Sun", "");
  }

  private List<String> told(String name) {
    return world.events("home", name, "DowntimeGap");
  }

  @Test
  @DisplayName("is one Warning for each of them and each generation, also over a restart")
  void oncePerGeneration() {
    nights("nights", "One.", WORKING);
    assertThat(told("nights")).as("nights alone are meant so").isEmpty();
    weekend("One.");
    assertThat(told("nights")).containsExactly(SENTENCE);
    assertThat(told("weekend")).containsExactly("nights, " + SENTENCE);

    nights("nights", "Two.", WORKING);
    assertThat(told("nights")).hasSize(2);
    assertThat(told("weekend")).hasSize(1);

    operator.close();
    operator = OwnOperator.start(world);
    weekend("Two.");
    assertThat(told("weekend")).hasSize(2);
    assertThat(told("nights")).hasSize(2);

    nights("nights", "Three.", "Sun, " + WORKING);
    assertThat(told("nights")).hasSize(2);
    assertThat(told("weekend")).hasSize(2);
  }

  @Test
  @DisplayName("is told of what one mutes by tags and another by name, and only of that monitor")
  void byTags() {
    world.inSync(monitor("home", "m", "tags: ['team:a']"));
    world.inSync(monitor("home", "n"));
    nights("nights", "One.", WORKING);
    apply("other", "monitorRef: {name: n}", "One.", "Mon", "");
    apply("weekend", "monitorTags: ['team:a']", "One.", "Sat, Sun", "");
    assertThat(told("nights")).containsExactly(SENTENCE);
    assertThat(told("weekend")).containsExactly("nights, " + SENTENCE);
    assertThat(told("other")).isEmpty();
  }

  @Test
  @DisplayName("is told when the downtime that filled it is deleted")
  void filledByAnother() {
    nights("nights", "One.", WORKING);
    nights("sunday", "One.", "Sun");
    weekend("One.");
    assertThat(told("nights")).isEmpty();
    world.kubernetes().send("DELETE", PATH.formatted("sunday"), null);
    eventually(
        () -> {
          assertThat(told("nights")).containsExactly(SENTENCE);
          assertThat(told("weekend")).containsExactly("nights, " + SENTENCE);
        });
  }

  @Test
  @DisplayName("is told of a downtime whose monitor stands in a ConfigMap")
  void inConfigMap() {
    world.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: muted, namespace: home}
        data: {it: "monitor_identifier: {monitor_id: '$(DatadogMonitor/m)'}"}
        """);
    nights("nights", "One.", WORKING);
    String muted = "definitionFrom: {configMapKeyRef: {name: muted, key: it}}";
    apply("weekend", muted, "One.", "Sat, Sun", "");
    assertThat(told("nights")).containsExactly(SENTENCE);
    assertThat(told("weekend")).containsExactly("nights, " + SENTENCE);
    nights("nights", "Two.", WORKING);
    assertThat(told("nights")).as("said of a new generation").hasSize(2);
  }

  @Test
  @DisplayName("is not told where the annotation of one of them says so")
  void silenced() {
    nights("nights", "One.", WORKING);
    world
        .kubernetes()
        .send(
            "PATCH",
            PATH.formatted("nights"),
            "application/merge-patch+json",
            json("{metadata: {annotations: {heel.dev/ignore-rules: downtime-gap}}}").toString());
    weekend("One.");
    assertThat(told("nights")).isEmpty();
    assertThat(told("weekend")).isEmpty();
  }
}
