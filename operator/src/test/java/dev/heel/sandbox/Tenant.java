package dev.heel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import dev.heel.testing.KubeHttp;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A namespace with the keys of an organisation of its own. Nothing is there until it is applied.
 */
final class Tenant {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ACCOUNT =
      "/apis/heel.dev/v1alpha1/namespaces/%s/datadogaccounts/default";
  private static final String APP_KEY = "a".repeat(40);

  final String namespace;
  final String key;
  private final World world;

  private Tenant(World world, String namespace, String key) {
    this.world = world;
    this.namespace = namespace;
    this.key = key;
  }

  static Tenant in(World world, String namespace) {
    world.namespace(namespace);
    return new Tenant(world, namespace, newKey());
  }

  /** An API key that no organisation has yet. */
  static String newKey() {
    return "%032x".formatted(0xabc000 + COUNT.incrementAndGet());
  }

  OrganisationPages organisation() {
    return world.sandbox.datadog().organisation(key);
  }

  /** The Secret with its good keys. */
  Tenant withKeys() {
    return withKeys(key, APP_KEY);
  }

  Tenant withKeys(String apiKey, String appKey) {
    return withSecret("api-key: \"%s\", app-key: \"%s\"".formatted(apiKey, appKey));
  }

  /**
   * @param entries of the Secret, as members of a YAML mapping in one line
   */
  Tenant withSecret(String entries) {
    send("DELETE", "/api/v1/namespaces/%s/secrets/keys".formatted(namespace), null);
    world.apply(
        "{apiVersion: v1, kind: Secret, metadata: {name: keys, namespace: %s}, stringData: {%s}}"
            .formatted(namespace, entries));
    return this;
  }

  /** The account {@code default}, for the namespaces that {@code allowed} says. */
  Tenant withAccount(String allowed) {
    return withAccount(allowed, "{}");
  }

  /**
   * @param deletions how fast objects are deleted, as a YAML mapping in one line
   */
  Tenant withAccount(String allowed, String deletions) {
    world.apply(
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogAccount
        metadata: {name: default, namespace: %s}
        spec: {site: datadoghq.com, secretRef: {name: keys}, allowedNamespaces: {%s}, deletions: %s}
        """
            .formatted(namespace, allowed, deletions));
    return this;
  }

  /** The account's resource; a missing node if there is none. */
  JsonNode account() {
    KubeHttp.Answer answer = world.kubernetes().get(ACCOUNT.formatted(namespace));
    return answer.code() == 404 ? World.json("{}").path("none") : answer.json();
  }

  JsonNode awaitAccount(String reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(World.ready(account()).path("reason").asText()).isEqualTo(reason));
    return account();
  }

  /** A merge patch of the account. */
  void patchAccount(String mergePatch) {
    int code =
        world
            .kubernetes()
            .send(
                "PATCH",
                ACCOUNT.formatted(namespace),
                "application/merge-patch+json",
                World.json(mergePatch).toString())
            .code();
    assertThat(code).isEqualTo(200);
  }

  void deleteAccount() {
    send("DELETE", ACCOUNT.formatted(namespace), null);
  }

  private void send(String method, String path, String body) {
    assertThat(world.kubernetes().send(method, path, body).code()).isIn(200, 202, 404);
  }
}
