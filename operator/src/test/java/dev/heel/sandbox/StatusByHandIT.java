package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever may write a status may write anything into it that the CRD lets in. */
@DisplayName("A status that somebody wrote by hand")
class StatusByHandIT {
  private static final String STATUS =
      "/apis/heel.dev/v1alpha1/namespaces/%s/datadogmonitors/m/status";

  private static World world;
  private static int cases;
  private String ns;

  @BeforeAll
  static void open() {
    world = World.brisk();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void begin() {
    ns = "hand-" + ++cases;
    world.namespace(ns);
  }

  static Stream<Arguments> statuses() {
    return Stream.of(
        Arguments.of(
            "an id that is none beside one that leaves, and is not there",
            "{id: '1/../2', leaving: [{id: '424242', since: '2026-11-30T12:00:00Z'}]}"),
        Arguments.of(
            "an id that is none beside the object itself among those that leave",
            "{id: '1/../2', leaving: [{id: 'REAL', since: '2026-11-30T12:00:00Z'}]}"),
        Arguments.of(
            "an id that is none beside another that is none",
            "{id: '1/../2', leaving: [{id: '3/../4', since: '2026-11-30T12:00:00Z'}]}"),
        Arguments.of(
            "an id that is none beside one that leaves another organisation",
            "{id: '1/../2', leaving: [{id: '424242', organization: other, since:"
                + " '2026-11-30T12:00:00Z'}]}"),
        Arguments.of("one that leaves since a time that is none", "{leaving: [{id: '424242'}]}"),
        Arguments.of(
            "one that leaves since a word", "{leaving: [{id: '424242', since: yesterday}]}"),
        Arguments.of("one that leaves without an id", "{leaving: [{since: yesterday}]}"),
        Arguments.of("a create that began at a time that is none", "{creating: yesterday}"));
  }

  @ParameterizedTest(name = "{0}: the resource finds its object again, and goes with it")
  @MethodSource("statuses")
  void written(String what, String status) {
    long id = world.inSync(monitor(ns, "m"));
    write(status.replace("REAL", String.valueOf(id)));
    look();
    eventually(
        () -> {
          JsonNode now = world.resource(ns, "m");
          assertThat(World.ready(now).path("reason").asText())
              .as(World.ready(now).path("message").asText())
              .isEqualTo("InSync");
          assertThat(now.at("/status/id").asLong()).isEqualTo(id);
          assertThat(now.path("status").has("creating")).isFalse();
          assertThat(now.path("status").has("leaving")).isFalse();
        });
    assertThat(world.owned(ns, "m")).hasSize(1);
    world.delete(ns, "m");
    world.awaitGone(ns, "m");
    assertThat(world.owned(ns, "m")).isEmpty();
  }

  @ParameterizedTest(name = "{0}, of a resource that is being deleted: its object goes too")
  @MethodSource("statuses")
  void deleted(String what, String status) {
    long id = world.inSync(monitor(ns, "m"));
    write(status.replace("REAL", String.valueOf(id)));
    world.delete(ns, "m");
    world.awaitGone(ns, "m");
    assertThat(world.owned(ns, "m")).isEmpty();
  }

  private void write(String status) {
    KubeHttp.Answer answer =
        world
            .kubernetes()
            .send(
                "PATCH",
                STATUS.formatted(ns),
                "application/merge-patch+json",
                World.json("{status: %s}".formatted(status)).toString());
    assertThat(answer.code()).as(answer.text()).isEqualTo(200);
  }

  private void look() {
    world.patch(ns, "m", "{metadata: {annotations: {heel.dev/look: again}}}");
  }
}
