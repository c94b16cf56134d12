package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Accounts from outside: whose keys they hold, who may use them, and how they go. Each case has
 * namespaces and an organisation of its own.
 */
@DisplayName("Accounts")
class AccountsIT {
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
  @DisplayName("two organisations side by side: each monitor goes to its namespace's own account")
  void sideBySide() {
    Tenant one = Tenant.in(world, "side-one").withKeys().withAccount("from: Same");
    Tenant other = Tenant.in(world, "side-other").withKeys().withAccount("from: Same");
    world.inSync(monitor("side-one", "m"));
    world.inSync(monitor("side-other", "m"));
    for (Tenant tenant : new Tenant[] {one, other}) {
      assertThat(tenant.organisation().monitors()).hasSize(1);
      JsonNode status = tenant.awaitAccount("KeysValid").path("status");
      assertThat(status.at("/organization/name").asText()).isEqualTo(tenant.organisation().name());
      assertThat(status.at("/organization/id").asText()).isEqualTo(tenant.organisation().id());
    }
    assertThat(one.organisation().name()).isNotEqualTo(other.organisation().name());
  }

  @Test
  @DisplayName("a rotated Secret is used at once: the old key may be refused the moment after")
  void rotated() {
    Tenant tenant = Tenant.in(world, "rotated").withKeys().withAccount("from: Same");
    long id = world.inSync(monitor("rotated", "m"));
    String next = Tenant.newKey();
    world.sandbox.datadog().sameOrganisation(next, tenant.key);
    tenant.withKeys(next, "b".repeat(40));
    world.sandbox.datadog().refuse(tenant.key);
    world.patch("rotated", "m", "{spec: {priority: 2}}");
    eventually(
        () ->
            assertThat(tenant.organisation().monitor(id).orElseThrow().path("priority").asInt())
                .isEqualTo(2));
    tenant.awaitAccount("KeysValid");
    world.awaitReason("rotated", "m", "InSync");
  }

  @Test
  @DisplayName("a Secret that is missing, empty or lacks a key is named, and waited for")
  void secretMissing() {
    Tenant tenant = Tenant.in(world, "no-secret").withAccount("from: Same");
    world.apply(monitor("no-secret", "m"));
    assertMissing(tenant, "No Secret no-secret/keys (in spec.secretRef)");
    world.awaitReason("no-secret", "m", "WaitingForAccount");
    tenant.withSecret("api-key: \"%s\"".formatted(tenant.key));
    assertMissing(tenant, "Secret no-secret/keys has no entry app-key");
    tenant.withSecret("api-key: \"%s\", app-key: \"\"".formatted(tenant.key));
    assertMissing(tenant, "Entry app-key of Secret no-secret/keys is empty");
    tenant.withKeys();
    tenant.awaitAccount("KeysValid");
    world.awaitReason("no-secret", "m", "InSync");
  }

  private static void assertMissing(Tenant tenant, String sentence) {
    eventually(
        () -> {
          JsonNode ready = World.ready(tenant.account());
          assertThat(ready.path("reason").asText()).isEqualTo("SecretMissing");
          assertThat(ready.path("message").asText()).startsWith(sentence);
        });
  }

  @Test
  @DisplayName("an application key that Datadog refuses is told from the API key, then mended")
  void refused() {
    Tenant tenant = Tenant.in(world, "refused");
    String bad = "c".repeat(40);
    world.sandbox.datadog().refuse(bad);
    tenant.withKeys(tenant.key, bad).withAccount("from: Same");
    world.apply(monitor("refused", "m"));
    JsonNode ready = World.ready(tenant.awaitAccount("KeysRefused"));
    assertThat(ready.path("message").asText())
        .startsWith("Datadog refuses the application key: 403 \"Forbidden\"")
        .contains("Secret keys");
    world.awaitReason("refused", "m", "WaitingForAccount");
    assertThat(tenant.organisation().monitors()).isEmpty();
    tenant.withKeys();
    world.awaitReason("refused", "m", "InSync");
    assertThat(tenant.organisation().monitors()).hasSize(1);
  }

  @Test
  @DisplayName(
      "an account is for its own namespace only, unless it allows others: all, or by label")
  void allowed() {
    Tenant owner = Tenant.in(world, "owner").withKeys().withAccount("from: Same");
    world.namespace("guest");
    world.apply(monitor("guest", "m", "accountRef: {name: default, namespace: owner}"));
    JsonNode ready = World.ready(world.awaitReason("guest", "m", "NotAllowed"));
    assertThat(ready.path("message").asText())
        .startsWith("DatadogAccount owner/default does not allow namespace guest");
    owner.withAccount("from: All");
    world.awaitReason("guest", "m", "InSync");
    owner.withAccount("from: Selector, selector: {matchLabels: {team: home}}");
    world.awaitReason("guest", "m", "NotAllowed");
    assertThat(owner.organisation().monitors()).as("what was made stays").hasSize(1);
    world.apply("{apiVersion: v1, kind: Namespace, metadata: {name: guest, labels: {team: home}}}");
    world.awaitReason("guest", "m", "InSync");
    assertThat(owner.organisation().monitors()).hasSize(1);
  }

  @Test
  @DisplayName("the account: the named one, else the namespace's default, else the operator's")
  void chosen() {
    Tenant tenant = Tenant.in(world, "own").withKeys().withAccount("from: All");
    world.namespace("bare");
    world.inSync(monitor("own", "m"));
    world.inSync(monitor("bare", "m"));
    world.inSync(monitor("bare", "named", "accountRef: {name: default, namespace: own}"));
    assertThat(account("own", "m")).isEqualTo("own/default");
    assertThat(account("bare", "m")).isEqualTo("datadog/default");
    assertThat(account("bare", "named")).isEqualTo("own/default");
    assertThat(tenant.organisation().monitors()).hasSize(2);
  }

  private static String account(String namespace, String name) {
    return world.resource(namespace, name).at("/status/account").asText();
  }

  @Test
  @DisplayName("an account that is not there is named, and continues as soon as it is")
  void absent() {
    world.namespace("absent");
    world.apply(monitor("absent", "m", "accountRef: {name: default}"));
    JsonNode ready = World.ready(world.awaitReason("absent", "m", "WaitingForAccount"));
    assertThat(ready.path("message").asText()).startsWith("No DatadogAccount absent/default.");
    Tenant.in(world, "absent").withKeys().withAccount("from: Same");
    world.awaitReason("absent", "m", "InSync");
  }

  @Test
  @DisplayName("the status says how many objects there are and what is left of the limits")
  void figures() {
    Tenant tenant = Tenant.in(world, "figures").withKeys().withAccount("from: Same");
    world.inSync(monitor("figures", "one"));
    world.inSync(monitor("figures", "two"));
    tenant.withAccount("from: All");
    eventually(
        () -> {
          JsonNode status = tenant.account().path("status");
          assertThat(status.path("objects").asInt()).isEqualTo(2);
          assertThat(status.path("observedGeneration")).isEqualTo(generation(tenant));
          JsonNode limit = status.at("/rateLimits/0");
          assertThat(limit.path("name").asText()).isEqualTo("create_monitor");
          assertThat(limit.path("limit").asInt()).isEqualTo(500);
          assertThat(limit.path("periodSeconds").asInt()).isEqualTo(10);
          assertThat(limit.path("remaining").asInt()).isBetween(490, 499);
        });
  }

  private static JsonNode generation(Tenant tenant) {
    return tenant.account().at("/metadata/generation");
  }

  @Test
  @DisplayName("a deleted account goes last: it serves its resources until they are gone")
  void deletedLast() {
    Tenant tenant = Tenant.in(world, "going").withKeys().withAccount("from: Same");
    world.inSync(monitor("going", "m"));
    tenant.deleteAccount();
    JsonNode ready = World.ready(tenant.awaitAccount("DeletionBlocked"));
    assertThat(ready.path("message").asText()).startsWith("1 resource still uses this account");
    world.delete("going", "m");
    world.awaitGone("going", "m");
    assertThat(tenant.organisation().monitors()).isEmpty();
    eventually(() -> assertThat(tenant.account().isMissingNode()).isTrue());
  }
}
