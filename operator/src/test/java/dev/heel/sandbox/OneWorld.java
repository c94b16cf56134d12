package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.DatadogOptions;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;

/**
 * One sandbox for all cases of a class, each in a namespace of its own. What Heel promises is seen
 * from outside: through the two APIs and the operator's poller, never by calling its code.
 */
abstract class OneWorld {
  private static final String PATH = "/apis/heel.dev/v1alpha1/namespaces/%s/%ss/%s";

  static final String WIDGETS =
      "{title: Mine, widgets: [{definition: {type: timeseries, title: A, requests:"
          + " [{q: 'avg:a{*}'}]}}, {definition: {type: note, content: hello}}]}";

  static final String NIGHTS =
      "{monitorRef: {name: m}, message: Quiet., schedule: {timezone: America/New_York,"
          + " weekly: [{days: [Sun, Mon, Tue, Wed, Thu, Fri], from: '19:00', to: '09:00'},"
          + " {days: [Sat, Sun]}]}}";

  static World world;

  @BeforeAll
  static void open() {
    world = World.open(DatadogOptions.builder().hastened().foreignMonitors(5).build());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  /** A new namespace, called like the test. */
  static String namespace(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    world.namespace(name);
    return name;
  }

  /** The resource as it is now. */
  static JsonNode resource(String ns, String kind, String name) {
    return world.kubernetes().get(PATH.formatted(ns, kind.toLowerCase(Locale.ROOT), name)).json();
  }

  /** Waits until the resource's Ready condition has that reason for the present spec. */
  static JsonNode await(String ns, String kind, String name, String reason) {
    AtomicReference<JsonNode> last = new AtomicReference<>();
    eventually(
        () -> {
          last.set(resource(ns, kind, name));
          JsonNode ready = World.ready(last.get());
          assertThat(ready.path("reason").asText()).as(ready.toString()).isEqualTo(reason);
          assertThat(last.get().at("/status/observedGeneration"))
              .isEqualTo(last.get().at("/metadata/generation"));
        });
    return last.get();
  }

  static void patch(String ns, String kind, String name, String mergePatch) {
    world
        .kubernetes()
        .send(
            "PATCH",
            PATH.formatted(ns, kind.toLowerCase(Locale.ROOT), name),
            "application/merge-patch+json",
            json(mergePatch).toString());
  }

  /**
   * @param spec in one line of YAML
   */
  static void apply(String kind, String ns, String name, String spec) {
    world.apply(
        "{apiVersion: heel.dev/v1alpha1, kind: %s, metadata: {name: %s, namespace: %s}, spec: %s}"
            .formatted(kind, name, ns, spec));
  }

  static void delete(String ns, String kind, String name) {
    world
        .kubernetes()
        .send("DELETE", PATH.formatted(ns, kind.toLowerCase(Locale.ROOT), name), null);
  }
}
