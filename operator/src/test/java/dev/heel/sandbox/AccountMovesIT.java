package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.account.ApiHosts;
import dev.heel.resource.NamespacedName;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The way to the objects changes: another address, another account of the same name, another
 * default. The objects of both organisations are counted before and after.
 */
@DisplayName("Another way to an account's objects")
class AccountMovesIT {
  private static final String DEFAULT =
      "/apis/heel.dev/v1alpha1/namespaces/datadog/datadogaccounts/default";

  private final World world = World.unattended();
  private OwnOperator operator;

  /** Another Datadog, whose ids of objects are the same, and those of organisations are not. */
  private final DatadogServer elsewhere =
      DatadogServer.start(DatadogOptions.builder().hastened().build());

  @BeforeEach
  void open() {
    for (int i = 0; i < 9; i++) {
      elsewhere.organisation(Tenant.newKey());
    }
  }

  @AfterEach
  void close() {
    operator.close();
    elsewhere.close();
    world.close();
  }

  @Test
  @DisplayName("another url to the same organisation: the object is found, none is made or deleted")
  void otherUrl() {
    Tenant acme = calledAt(url("127.0.0.1"));
    long id = world.inSync(monitor(acme.namespace, "m"));
    acme.patchAccount("{spec: {url: '%s'}}".formatted(url("localhost")));
    awaitGeneration(acme);
    world.patch(acme.namespace, "m", "{spec: {priority: 2}}");
    assertThat(world.awaitReason(acme.namespace, "m", "InSync").at("/status/id").asLong())
        .isEqualTo(id);
    assertOnly(acme.organisation(), id);
    assertThat(acme.organisation().monitor(id).orElseThrow().path("priority").asInt()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "another url to another organisation, with an equal id there: nothing is touched, and back")
  void urlOfAnother() throws IOException, InterruptedException {
    Tenant acme = calledAt(url("127.0.0.1"));
    long id = world.inSync(monitor(acme.namespace, "m"));
    makeElsewhere(acme.key);
    List<JsonNode> theirs = elsewhere.organisation(acme.key).monitors();
    assertThat(theirs).extracting(each -> each.path("id").asLong()).containsExactly(id);
    acme.patchAccount("{spec: {url: '%s'}}".formatted(elsewhere.url()));
    acme.awaitAccount("OrganizationChanged");
    world.patch(acme.namespace, "m", "{spec: {priority: 2}}");
    world.apply(monitor(acme.namespace, "new"));
    world.awaitReason(acme.namespace, "m", "WaitingForAccount");
    world.awaitReason(acme.namespace, "new", "WaitingForAccount");
    assertOnly(acme.organisation(), id);
    assertThat(elsewhere.organisation(acme.key).monitors()).isEqualTo(theirs);
    acme.patchAccount("{spec: {url: '%s'}}".formatted(url("127.0.0.1")));
    assertThat(world.awaitReason(acme.namespace, "m", "InSync").at("/status/id").asLong())
        .isEqualTo(id);
    world.awaitReason(acme.namespace, "new", "InSync");
    assertThat(acme.organisation().monitors()).hasSize(2);
    assertThat(elsewhere.organisation(acme.key).monitors()).isEqualTo(theirs);
  }

  @Test
  @DisplayName("another site of the same organisation: the links follow, the objects stay")
  void otherSite() {
    operator = OwnOperator.start(world);
    Tenant acme = Tenant.in(world, "sited").withKeys().withAccount("from: Same");
    long id = world.inSync(monitor("sited", "m"));
    acme.patchAccount("{spec: {site: datadoghq.eu}}");
    eventually(
        () -> assertThat(acme.account().at("/status/site").asText()).isEqualTo("datadoghq.eu"));
    world.patch("sited", "m", "{spec: {priority: 2}}");
    JsonNode status = world.awaitReason("sited", "m", "InSync").path("status");
    assertThat(status.path("id").asLong()).isEqualTo(id);
    assertThat(status.path("url").asText()).startsWith("https://app.datadoghq.eu/");
    assertOnly(acme.organisation(), id);
  }

  @Test
  @DisplayName("the account is deleted and made again: the objects are found, or left alone")
  void madeAgain() {
    operator = OwnOperator.start(world);
    Tenant acme = Tenant.in(world, "again").withKeys().withAccount("from: Same");
    Tenant beta = Tenant.in(world, "again-beta");
    long id = world.inSync(monitor("again", "m"));
    awaitDeleted(acme);
    world.awaitReason("again", "m", "AccountDiffers");

    acme.withAccount("from: Same").awaitAccount("KeysValid");
    assertThat(world.awaitReason("again", "m", "InSync").at("/status/id").asLong()).isEqualTo(id);
    assertOnly(acme.organisation(), id);

    awaitDeleted(acme);
    acme.withKeys(beta.key, "b".repeat(40)).withAccount("from: Same").awaitAccount("KeysValid");
    world.awaitReason("again", "m", "AccountDiffers");
    world.inSync(monitor("again", "new"));
    assertOnly(acme.organisation(), id);
    assertThat(beta.organisation().monitors()).as("a new object is made there").hasSize(1);
    assertThat(world.organisation().monitors()).as("by the account of all").isEmpty();
  }

  @Test
  @DisplayName("another default account at a restart: the same organisation goes on, another waits")
  void otherDefault() {
    Tenant acme = Tenant.in(world, "acme").withKeys().withAccount("from: All");
    Tenant same = Tenant.in(world, "acme-too");
    world.sandbox.datadog().sameOrganisation(same.key, acme.key);
    same.withKeys().withAccount("from: All");
    Tenant.in(world, "beta").withKeys().withAccount("from: All");
    world.namespace("shop");
    operator = OwnOperator.startWith(world, new NamespacedName("acme", "default"));
    long id = world.inSync(monitor("shop", "m"));

    restartWith("acme-too");
    awaitAccount("acme-too/default");
    assertThat(world.callLog().stream().filter(call -> call.contains("/api/v1/monitor/" + id)))
        .as("calls to the object")
        .isEmpty();

    restartWith("beta");
    world.awaitReason("shop", "m", "AccountDiffers");
    assertOnly(acme.organisation(), id);

    restartWith("acme");
    awaitAccount("acme/default");
    assertThat(world.awaitReason("shop", "m", "InSync").at("/status/id").asLong()).isEqualTo(id);
    assertOnly(acme.organisation(), id);
    assertThat(world.sandbox.datadog().objects()).as("in all organisations").hasSize(1);
  }

  private void restartWith(String namespace) {
    operator.close();
    operator = OwnOperator.startWith(world, new NamespacedName(namespace, "default"));
  }

  private void awaitAccount(String account) {
    eventually(
        () ->
            assertThat(world.resource("shop", "m").at("/status/account").asText())
                .isEqualTo(account));
  }

  /** An operator that calls each account where that says, and one account. */
  private Tenant calledAt(String url) {
    world
        .kubernetes()
        .send("DELETE", DEFAULT, null); // it names a real site, which no test may call
    operator =
        OwnOperator.startWith(
            world,
            ApiHosts.and(List.of(url("127.0.0.1"), url("localhost"), elsewhere.url().toString())));
    Tenant acme = Tenant.in(world, "called").withKeys();
    world.apply(
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogAccount
        metadata: {name: default, namespace: called}
        spec: {url: '%s', secretRef: {name: keys}}
        """
            .formatted(url));
    acme.awaitAccount("KeysValid");
    return acme;
  }

  /** As somebody's own program would. */
  private void makeElsewhere(String apiKey) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(elsewhere.url().resolve("/api/v1/monitor"))
            .header("DD-API-KEY", apiKey)
            .header("DD-APPLICATION-KEY", "a".repeat(40))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"type\": \"metric alert\", \"query\": \"avg(last_5m):avg:m{*} > 1\","
                        + " \"name\": \"theirs\", \"message\": \"x\"}"))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  private String url(String host) {
    return "http://" + host + ":" + world.sandbox.datadog().url().getPort();
  }

  private static void awaitGeneration(Tenant tenant) {
    eventually(
        () ->
            assertThat(tenant.account().at("/status/observedGeneration"))
                .isEqualTo(tenant.account().at("/metadata/generation")));
  }

  /** An account in use goes some time after its resources' grace. */
  private static void awaitDeleted(Tenant tenant) {
    tenant.deleteAccount();
    eventually(() -> assertThat(tenant.account().isMissingNode()).isTrue());
  }

  private static void assertOnly(OrganisationPages organisation, long id) {
    assertThat(organisation.monitors())
        .extracting(each -> each.path("id").asLong())
        .containsExactly(id);
  }
}
