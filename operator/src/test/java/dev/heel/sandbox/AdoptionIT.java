package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Monitors that are there already: shown first, taken only when told, and never by mistake. */
@DisplayName("Adoption")
class AdoptionIT {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.brisk();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Tenant tenant(String namespace) {
    return Tenant.in(world, namespace).withKeys().withAccount("from: Same");
  }

  /** A monitor that somebody made in the UI, of that name. */
  private static long stranger(Tenant tenant, String name, String... tags) {
    long id = tenant.organisation().createForeign(1).get(0);
    String list = String.join("', '", tags);
    String field = tags.length == 0 ? "[]" : "['" + list + "']";
    tenant.organisation().edit(id, json("{name: %s, tags: %s}".formatted(name, field)));
    return id;
  }

  @Test
  @DisplayName("by name: the one of that name is shown, then taken with its id and its history")
  void byName() {
    Tenant tenant = tenant("by-name");
    long id = stranger(tenant, "Old one", "team:a");
    stranger(tenant, "Old one too");
    world.apply(monitor("by-name", "m", "adopt: {name: Old one}"));
    JsonNode shown = world.awaitReason("by-name", "m", "AdoptionShown");
    assertThat(World.ready(shown).path("message").asText())
        .contains("monitor " + id + " would change in", "spec.adopt.takeOver: true");
    assertThat(tenant.organisation().monitor(id).orElseThrow().path("name").asText())
        .isEqualTo("Old one");
    world.patch("by-name", "m", "{spec: {adopt: {takeOver: true}}}");
    JsonNode taken = world.awaitReason("by-name", "m", "InSync");
    assertThat(taken.at("/status/id").asLong()).isEqualTo(id);
    assertThat(tenant.organisation().monitor(id).orElseThrow().path("tags").toString())
        .contains("heel_owner:by-name/m");
    assertThat(tenant.organisation().monitors()).as("none was made").isEmpty();
  }

  @Test
  @DisplayName("by name: none and more than one are told apart, and nothing is made instead")
  void ambiguous() {
    Tenant tenant = tenant("ambiguous");
    world.apply(monitor("ambiguous", "m", "adopt: {name: Twin}"));
    assertThat(message("ambiguous", "NotFound"))
        .startsWith("No monitor in Datadog is called \"Twin\" (spec.adopt.name).");
    long one = stranger(tenant, "Twin");
    long two = stranger(tenant, "Twin");
    world.patch("ambiguous", "m", "{metadata: {annotations: {heel.dev/look: again}}}");
    eventually(
        () ->
            assertThat(world.ready("ambiguous", "m").path("message").asText())
                .isEqualTo(
                    "2 monitors in Datadog are called \"Twin\": %d, %d. Say which: set spec.adopt.id."
                        .formatted(one, two)));
    assertThat(tenant.organisation().monitors()).isEmpty();
  }

  @Test
  @DisplayName("an id that is not there is named, and nothing is made instead")
  void missingId() {
    Tenant tenant = tenant("missing-id");
    world.apply(monitor("missing-id", "m", "adopt: {id: \"424242\"}"));
    assertThat(message("missing-id", "NotFound"))
        .startsWith("No monitor 424242 in Datadog (spec.adopt.id).");
    assertThat(tenant.organisation().monitors()).isEmpty();
    world.patch("missing-id", "m", "{spec: {adopt: null}}");
    world.awaitReason("missing-id", "m", "InSync");
  }

  @Test
  @DisplayName("another cluster's monitor is never taken, until its marker is off")
  void ownedByAnother() {
    Tenant tenant = tenant("owned");
    long id = stranger(tenant, "Theirs", "heel_cluster:other", "heel_owner:shop/m");
    world.apply(monitor("owned", "m", "adopt: {id: \"" + id + "\", takeOver: true}"));
    assertThat(message("owned", "OwnedByAnother"))
        .isEqualTo(
            ("Monitor %d belongs to other/shop/m, in another cluster, and is not taken from there."
                    + " Let it go there by heel.dev/release-to=test/owned/m and take its marker off"
                    + " in Datadog; or, if that cluster is gone, start this operator with"
                    + " --succeeds other.")
                .formatted(id));
    assertThat(tenant.organisation().monitor(id).orElseThrow().path("name").asText())
        .isEqualTo("Theirs");
    tenant.organisation().edit(id, json("{tags: ['team:a']}"));
    world.patch("owned", "m", "{metadata: {annotations: {heel.dev/look: again}}}");
    world.awaitReason("owned", "m", "InSync");
    assertThat(tenant.organisation().monitor(id).orElseThrow().path("tags").toString())
        .contains("heel_cluster:test", "heel_owner:owned/m");
  }

  @Test
  @DisplayName("an object with two markers is nobody's until a person says whose")
  void twoMarkers() {
    Tenant tenant = tenant("both");
    long id = world.inSync(monitor("both", "m"));
    tenant
        .organisation()
        .edit(id, json("{tags: ['heel_cluster:test', 'heel_owner:both/m', 'Heel_Owner:other/x']}"));
    assertThat(message("both", "OwnedByAnother"))
        .isEqualTo(
            "Monitor %d carries the markers of test/both/m and test/other/x, and can belong to one only. Take the wrong ones off in Datadog."
                .formatted(id));
    tenant.organisation().edit(id, json("{tags: ['HEEL_CLUSTER:test', 'heel owner:both/m']}"));
    world.awaitReason("both", "m", "InSync");
    assertThat(tenant.organisation().monitors()).hasSize(1);
  }

  @Test
  @DisplayName("one that another program keeps is told in an Event")
  void keptByAnother() {
    Tenant tenant = tenant("kept");
    long id = stranger(tenant, "Theirs", "generated:kubernetes");
    world.apply(monitor("kept", "m", "adopt: {id: \"" + id + "\"}"));
    world.awaitReason("kept", "m", "AdoptionShown");
    eventually(
        () ->
            assertThat(world.events("kept", "m", "WrittenByAnother"))
                .singleElement()
                .asString()
                .startsWith("It has the tag generated:kubernetes, so perhaps datadog-operator"));
  }

  @Test
  @DisplayName("a monitor of the same name in another cluster is not ours, and no reason to stop")
  void otherClustersTwin() {
    Tenant tenant = tenant("twin");
    long theirs = stranger(tenant, "m", "heel_cluster:other", "heel_owner:twin/m");
    long ours = world.inSync(monitor("twin", "m"));
    assertThat(ours).isNotEqualTo(theirs);
    assertThat(tenant.organisation().monitors()).hasSize(1);
    world.delete("twin", "m");
    world.awaitGone("twin", "m");
    assertThat(tenant.organisation().monitor(theirs)).isPresent();
  }

  @Test
  @DisplayName("our marker that somebody removed is put back: it is drift like any other")
  void markerRemoved() {
    Tenant tenant = tenant("unmarked");
    long id = world.inSync(monitor("unmarked", "m", "tags: [team:a]"));
    tenant.organisation().edit(id, json("{tags: ['team:a']}"));
    eventually(
        () ->
            assertThat(tenant.organisation().monitor(id).orElseThrow().path("tags").toString())
                .contains("heel_owner:unmarked/m", "team:a"));
    assertThat(tenant.organisation().monitors()).hasSize(1);
  }

  @Test
  @DisplayName("a monitor that another cluster took is theirs: it is refused, and not made anew")
  void takenByAnother() {
    Tenant tenant = tenant("lost");
    long id = world.inSync(monitor("lost", "m"));
    tenant.organisation().edit(id, json("{tags: ['heel_cluster:other', 'heel_owner:lost/m']}"));
    assertThat(message("lost", "OwnedByAnother")).contains("belongs to other/lost/m");
    // A second look, without news from Datadog, comes to the same.
    world.patch("lost", "m", "{spec: {drift: Report}}");
    assertThat(message("lost", "OwnedByAnother")).contains("belongs to other/lost/m");
    assertThat(tenant.organisation().monitors()).hasSize(1);
  }

  private static String message(String namespace, String reason) {
    return World.ready(world.awaitReason(namespace, "m", reason)).path("message").asText();
  }
}
