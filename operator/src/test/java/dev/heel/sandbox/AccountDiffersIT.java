package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.faults.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A resource that comes to another account: within one organisation that is only another way to the
 * same object; into another organisation nothing moves.
 */
@DisplayName("Another account for a resource")
class AccountDiffersIT extends BriskWorld {
  private static final String CURRENT_USER = "GET /api/v2/current_user";

  @Test
  @DisplayName(
      "into another organisation: the object stays, nothing is called; set back, it goes on")
  void otherOrganisation() {
    Tenant acme = Tenant.in(world, "differs").withKeys().withAccount("from: All");
    Tenant beta = Tenant.in(world, "differs-beta").withKeys().withAccount("from: All");
    beta.awaitAccount("KeysValid");
    long id = world.inSync(monitor("differs", "m"));
    world.patch("differs", "m", ref("differs-beta"));
    JsonNode resource = world.awaitReason("differs", "m", "AccountDiffers");
    assertThat(World.ready(resource).path("message").asText())
        .startsWith(
            "Monitor %d is in organisation %s, made through DatadogAccount differs/default;"
                .formatted(id, acme.organisation().id()))
        .contains("belongs to organisation %s".formatted(beta.organisation().name()));
    assertThat(resource.at("/status/account").asText()).isEqualTo("differs/default");
    assertThat(acme.organisation().monitors()).hasSize(1);
    assertThat(beta.organisation().monitors()).isEmpty();
    world.patch("differs", "m", "{spec: {accountRef: null}}");
    assertThat(world.awaitReason("differs", "m", "InSync").at("/status/id").asLong()).isEqualTo(id);
    assertThat(acme.organisation().monitors()).hasSize(1);
  }

  @Test
  @DisplayName("deleted meanwhile, it waits, and is listed as released with the account it was in")
  void deletedMeanwhile() {
    Tenant acme = Tenant.in(world, "leaves").withKeys().withAccount("from: All");
    Tenant beta = Tenant.in(world, "leaves-beta").withKeys().withAccount("from: All");
    beta.awaitAccount("KeysValid");
    long id = world.inSync(monitor("leaves", "m"));
    world.patch("leaves", "m", ref("leaves-beta"));
    world.awaitReason("leaves", "m", "AccountDiffers");
    world.delete("leaves", "m");
    eventually(
        () ->
            assertThat(world.ready("leaves", "m").path("reason").asText())
                .isEqualTo("DeletionBlocked"));
    world.awaitGone("leaves", "m");
    assertThat(acme.organisation().monitor(id)).isPresent();
    assertThat(beta.organisation().monitors()).isEmpty();
    eventually(
        () ->
            assertThat(acme.account().at("/status/released/0/id").asText())
                .isEqualTo(String.valueOf(id)));
  }

  @Test
  @DisplayName("within one organisation only status.account changes: no call to the object")
  void sameOrganisation() {
    Tenant acme = Tenant.in(world, "ways").withKeys().withAccount("from: All");
    Tenant other = Tenant.in(world, "ways-other");
    world.sandbox.datadog().sameOrganisation(other.key, acme.key);
    other.withKeys().withAccount("from: All").awaitAccount("KeysValid");
    long id = world.inSync(monitor("ways", "m"));
    JsonNode before = world.resource("ways", "m").path("status");
    world.patch("ways", "m", ref("ways-other"));
    assertWay("ways", "ways-other/default", id);
    world.patch("ways", "m", ref("ways"));
    assertWay("ways", "ways/default", id);
    assertThat(world.resource("ways", "m").at("/status/applied")).isEqualTo(before.path("applied"));
    assertThat(calls("/api/v1/monitor/" + id)).as("to the object").isEmpty();
    assertThat(acme.organisation().monitors()).hasSize(1);
  }

  private static List<String> calls(String path) {
    return world.callLog().stream().filter(line -> line.contains(path)).toList();
  }

  private static void assertWay(String namespace, String account, long id) {
    eventually(
        () -> {
          JsonNode resource = world.resource(namespace, "m");
          assertThat(resource.at("/status/account").asText()).isEqualTo(account);
          assertThat(resource.at("/status/id").asLong()).isEqualTo(id);
          assertThat(World.ready(resource).path("reason").asText()).isEqualTo("InSync");
        });
  }

  @Test
  @DisplayName("an account default that appears in the namespace takes over nothing of another one")
  void defaultAppears() {
    Tenant tenant = Tenant.in(world, "appears");
    long id = world.inSync(monitor("appears", "m"));
    tenant.withKeys().withAccount("from: Same");
    world.awaitReason("appears", "m", "AccountDiffers");
    assertThat(world.owned("appears", "m")).hasSize(1);
    assertThat(tenant.organisation().monitors()).isEmpty();
    world.inSync(monitor("appears", "new"));
    assertThat(tenant.organisation().monitors()).as("new objects are made there").hasSize(1);
    world.delete("appears", "new");
    world.awaitGone("appears", "new");
    tenant.deleteAccount();
    assertThat(world.awaitReason("appears", "m", "InSync").at("/status/id").asLong()).isEqualTo(id);
    assertThat(tenant.organisation().monitors()).isEmpty();
  }

  @Test
  @DisplayName(
      "a person agrees: new objects are made there, the older ones are left where they are")
  void agreed() {
    Tenant acme = Tenant.in(world, "agreed").withKeys().withAccount("from: Same");
    Tenant beta = Tenant.in(world, "agreed-beta");
    long id = world.inSync(monitor("agreed", "m"));
    acme.withKeys(beta.key, "b".repeat(40)).awaitAccount("OrganizationChanged");
    acme.patchAccount("{spec: {organization: %s}}".formatted(beta.organisation().id()));
    acme.awaitAccount("KeysValid");
    world.awaitReason("agreed", "m", "AccountDiffers");
    world.inSync(monitor("agreed", "new"));
    assertThat(beta.organisation().monitors()).hasSize(1);
    assertThat(acme.organisation().monitors()).hasSize(1);
    assertThat(acme.account().at("/status/organization/id").asText())
        .isEqualTo(beta.organisation().id());
    world.patch("agreed", "m", "{spec: {deletionPolicy: Orphan}}");
    world.delete("agreed", "m");
    world.awaitGone("agreed", "m");
    world.inSync(monitor("agreed", "m"));
    assertThat(beta.organisation().monitors()).hasSize(2);
    assertThat(acme.organisation().monitor(id)).isPresent();
  }

  @Test
  @DisplayName("keys that may not say whose they are: a warning, and everything works as before")
  void unknown() {
    world.sandbox.datadog().faults().always(CURRENT_USER, Fault.error(403, "Forbidden"));
    Tenant tenant = Tenant.in(world, "untold").withKeys().withAccount("from: Same");
    long id = world.inSync(monitor("untold", "m"));
    assertThat(World.ready(tenant.awaitAccount("KeysValid")).path("message").asText())
        .contains("Which organisation they belong to is not known");
    eventually(
        () -> assertThat(world.events("untold", "default", "OrganizationUnknown")).hasSize(1));
    tenant.organisation().delete(id);
    eventually(() -> assertThat(tenant.organisation().monitors()).as("made again").hasSize(1));
    tenant.patchAccount("{spec: {organization: %s}}".formatted(tenant.organisation().id()));
    tenant.awaitAccount("OrganizationUnknown");
    world.delete("untold", "m");
    world.awaitGone("untold", "m");
    assertThat(tenant.organisation().monitors()).as("nothing is deleted").hasSize(1);
  }

  @Test
  @DisplayName(
      "answers that name no organisation conclude nothing: what is missing is not made again")
  void garbage() {
    Tenant tenant = Tenant.in(world, "garbled").withKeys().withAccount("from: Same");
    long id = world.inSync(monitor("garbled", "m"));
    world.sandbox.datadog().faults().always(CURRENT_USER, Fault.answer(200, "{}", Map.of()));
    tenant.organisation().delete(id);
    JsonNode ready = World.ready(world.awaitReason("garbled", "m", "Unavailable"));
    assertThat(ready.path("message").asText()).contains("Nothing is concluded from that");
    assertThat(tenant.organisation().monitors()).isEmpty();
    world.sandbox.datadog().faults().clear();
    eventually(() -> assertThat(tenant.organisation().monitors()).hasSize(1));
  }

  private static String ref(String namespace) {
    return "{spec: {accountRef: {name: default, namespace: %s}}}".formatted(namespace);
  }
}
