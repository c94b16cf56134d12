package dev.heel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.gitops.ArgoHealth;
import dev.heel.gitops.Kstatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A tool for GitOps compares what it applied with what is there: a change of ours is its drift. */
@DisplayName("Nothing but finalizers and statuses is ever written")
class SpecBytesIT {
  /** A day, when somebody edits in Datadog's UI every half hour. */
  private static final int EDITS = 48;

  /** Of one monitor, since no resource sends more than six writes within a minute. */
  private static final int EACH = 4;

  private static final String NAMESPACE = "gitops";
  private static final List<String> FIELDS =
      List.of(
          "{priority: %d}",
          "{message: 'by hand, %d'}",
          "{name: 'by hand, %d'}",
          "{options: {renotify_interval: %d}}",
          "{tags: ['by:hand', 'number:%d']}");

  @Test
  @DisplayName("after a day of edits in Datadog, all put back, each spec is the same byte for byte")
  void day() {
    try (World world = World.brisk()) {
      world.namespace(NAMESPACE);
      List<Long> ids =
          IntStream.range(0, EDITS / EACH)
              .mapToObj(i -> World.monitor(NAMESPACE, "plain-" + i, "tags: [b, a]", "priority: 3"))
              .map(world::inSync)
              .toList();
      world.inSync(World.monitor(NAMESPACE, "defaults"));
      world.inSync(World.composite(NAMESPACE, "both", "plain-0", "defaults"));
      String before = specs(world);
      for (int i = 0; i < EDITS; i++) {
        edit(world, ids.get(i / EACH), i);
      }
      assertThat(specs(world)).isEqualTo(before);
      for (String name : List.of("plain-0", "defaults", "both")) {
        JsonNode resource = world.awaitReason(NAMESPACE, name, "InSync");
        assertThat(ArgoHealth.of(resource).status()).isEqualTo("Healthy");
        assertThat(Kstatus.of(resource)).isEqualTo(Kstatus.CURRENT);
      }
    }
  }

  private static void edit(World world, long id, int number) {
    JsonNode wanted = world.object(id).orElseThrow();
    String edit = FIELDS.get(number % FIELDS.size()).formatted(number % 2 + 1);
    world.organisation().edit(id, World.json(edit));
    assertThat(content(world.object(id).orElseThrow())).isNotEqualTo(content(wanted));
    World.eventually(
        () -> assertThat(content(world.object(id).orElseThrow())).isEqualTo(content(wanted)));
  }

  /** What people see of a monitor, but for when it was changed. */
  private static List<String> content(JsonNode monitor) {
    return List.of(
        monitor.path("name").asText(),
        monitor.path("message").asText(),
        monitor.path("priority").asText(),
        monitor.path("tags").toString(),
        monitor.at("/options/renotify_interval").asText("none"));
  }

  /** All that the users wrote of each resource, as the API server sends it, and its generation. */
  private static String specs(World world) {
    StringBuilder all = new StringBuilder();
    JsonNode list =
        world
            .kubernetes()
            .get("/apis/heel.dev/v1alpha1/namespaces/%s/datadogmonitors".formatted(NAMESPACE))
            .json();
    for (JsonNode item : list.path("items")) {
      all.append(item.at("/metadata/name"))
          .append(item.at("/metadata/generation"))
          .append(item.at("/metadata/labels"))
          .append(item.at("/metadata/annotations"))
          .append(item.path("spec"))
          .append('\n');
    }
    return all.toString();
  }
}
