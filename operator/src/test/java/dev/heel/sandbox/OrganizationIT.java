package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Another organisation behind the same account. The objects of both are counted: none is lost, none
 * is made twice, and none is touched that is not ours.
 */
@DisplayName("Another organisation behind an account")
class OrganizationIT extends BriskWorld {
  @Test
  @DisplayName("keys of another organisation: nothing is made, changed, deleted or lost meanwhile")
  void keysOfAnother() {
    Tenant acme = Tenant.in(world, "rotated-away").withKeys().withAccount("from: Same");
    Tenant beta = Tenant.in(world, "rotated-beta");
    String ns = acme.namespace;
    List<Long> ids = new ArrayList<>();
    for (String name : new String[] {"kept", "edited", "removed", "orphan"}) {
      ids.add(world.inSync(monitor(ns, name)));
    }
    assertThat(world.resource(ns, "kept").at("/status/organization").asText())
        .isEqualTo(acme.organisation().id());
    acme.withKeys(beta.key, "b".repeat(40));
    JsonNode account = acme.awaitAccount("OrganizationChanged");
    assertThat(World.ready(account).path("message").asText())
        .startsWith(
            "The keys belong to organisation %s (%s); this account's objects are in %s (%s)."
                .formatted(
                    beta.organisation().name(),
                    beta.organisation().id(),
                    acme.organisation().name(),
                    acme.organisation().id()))
        .contains("set spec.organization: " + beta.organisation().id(), "Secret rotated-away/keys");
    assertThat(account.at("/status/organization/id").asText())
        .as("the account is for the organisation that its objects are in")
        .isEqualTo(acme.organisation().id());
    world.apply(monitor(ns, "new"));
    world.patch(ns, "edited", "{spec: {priority: 2}}");
    world.patch(ns, "orphan", "{spec: {deletionPolicy: Orphan}}");
    world.delete(ns, "orphan");
    world.delete(ns, "removed");
    world.awaitReason(ns, "new", "WaitingForAccount");
    world.awaitReason(ns, "edited", "WaitingForAccount");
    world.awaitGone(ns, "orphan");
    world.awaitGone(ns, "removed");
    assertThat(acme.organisation().monitors()).as("all are still there").hasSize(4);
    assertThat(beta.organisation().monitors()).isEmpty();
    eventually(() -> assertThat(released(acme)).containsExactly(String.valueOf(ids.get(2))));
    acme.withKeys();
    acme.awaitAccount("KeysValid");
    world.awaitReason(ns, "new", "InSync");
    world.awaitReason(ns, "edited", "InSync");
    assertThat(world.awaitReason(ns, "kept", "InSync").at("/status/id").asLong())
        .isEqualTo(ids.get(0));
    assertThat(acme.organisation().monitors()).hasSize(5);
    assertThat(acme.organisation().monitor(ids.get(1)).orElseThrow().path("priority").asInt())
        .isEqualTo(2);
    assertThat(beta.organisation().monitors()).isEmpty();
  }

  private static List<String> released(Tenant tenant) {
    List<String> ids = new ArrayList<>();
    tenant.account().at("/status/released").forEach(each -> ids.add(each.path("id").asText()));
    return ids;
  }

  @Test
  @DisplayName(
      "the same keys lead elsewhere: the first that is missing shows it, and one asks for all")
  void proxyMoved() {
    Tenant acme = Tenant.in(world, "moved-away").withKeys().withAccount("from: Same");
    String ns = acme.namespace;
    List<Long> ids =
        IntStream.range(0, 12).mapToObj(i -> world.inSync(monitor(ns, "m" + i))).toList();
    Elsewhere elsewhere = Elsewhere.of(acme);
    acme.awaitAccount("OrganizationChanged");
    world.apply(monitor(ns, "new"));
    world.awaitReason(ns, "new", "WaitingForAccount");
    world.delete(ns, "m0");
    await()
        .pollDelay(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(elsewhere.beta.organisation().monitors()).isEmpty());
    elsewhere.back();
    acme.awaitAccount("KeysValid");
    world.awaitReason(ns, "new", "InSync");
    for (int i = 1; i < 12; i++) {
      assertThat(world.awaitReason(ns, "m" + i, "InSync").at("/status/id").asLong())
          .isEqualTo(ids.get(i));
    }
    world.awaitGone(ns, "m0");
    assertThat(elsewhere.beta.organisation().monitors()).isEmpty();
    long stays = acme.organisation().monitor(ids.get(0)).isPresent() ? 1 : 0;
    assertThat(acme.organisation().monitors()).hasSize(12 + (int) stays);
    eventually(() -> assertThat(released(acme)).hasSize((int) stays));
  }

  /** The keys of a tenant that lead to another organisation for a while. */
  private record Elsewhere(Tenant acme, Tenant beta, String spare) {
    static Elsewhere of(Tenant acme) {
      Tenant beta = Tenant.in(world, acme.namespace + "-beta");
      String spare = Tenant.newKey();
      world.sandbox.datadog().sameOrganisation(spare, acme.key);
      assertThat(beta.organisation().monitors()).isEmpty();
      world.sandbox.datadog().sameOrganisation(acme.key, beta.key);
      return new Elsewhere(acme, beta, spare);
    }

    void back() {
      world.sandbox.datadog().sameOrganisation(acme.key, spare);
    }
  }
}
