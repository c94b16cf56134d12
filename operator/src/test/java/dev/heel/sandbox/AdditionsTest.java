package dev.heel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.resource.NamespacedName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is added to a folder, and that nothing of the folder's own is touched. */
@DisplayName("Additions to a folder")
class AdditionsTest {
  private static final String ACCOUNT =
      "{apiVersion: heel.dev/v1alpha1, kind: DatadogAccount, metadata: {name: mine, namespace: a},"
          + " spec: {secretRef: {name: keys, appKey: application}}}";
  private static final String CHECK =
      "{apiVersion: heel.dev/v1alpha1, kind: DatadogCheck, metadata: {name: db, namespace: b},"
          + " spec: {instances: [{password: $(secret/db/password)}, {password: $(secret/db/two)}]}}";

  @Test
  @DisplayName("an account's Secret has both keys, under the names that the account gives them")
  void keysOfAnAccount() {
    JsonNode secret = secret(ACCOUNT, namespaces("a"));

    assertThat(secret.at("/metadata")).hasToString("{\"name\":\"keys\",\"namespace\":\"a\"}");
    assertThat(secret.path("stringData").path("api-key").asText()).hasSize(32);
    assertThat(secret.path("stringData").path("application").asText()).hasSize(40);
  }

  @Test
  @DisplayName("a Secret that several fields name is added once, with an entry for each")
  void entriesAreCollected() {
    JsonNode secret = secret(ACCOUNT.replace("keys", "other"), namespaces("a", "b"), CHECK);

    assertThat(secret.path("stringData").properties())
        .extracting(entry -> entry.getKey())
        .containsExactly("password", "two");
  }

  @Test
  @DisplayName("a webhook's address is one that Datadog's API takes")
  void addresses() {
    String webhook =
        "{apiVersion: heel.dev/v1alpha1, kind: DatadogWebhook, metadata: {name: w, namespace: b},"
            + " spec: {url: $(secret/pager/address)}}";

    JsonNode secret = secret(ACCOUNT.replace("keys", "other"), namespaces("a", "b"), webhook);

    assertThat(secret.at("/stringData/address").asText()).startsWith("https://");
  }

  @Test
  @DisplayName("a Secret that a file has is left as it is, also where it lacks an entry")
  void ownSecretsStay() {
    String own = "{apiVersion: v1, kind: Secret, metadata: {name: db, namespace: b}}";
    String keys = own.replace("db", "keys").replace("namespace: b", "namespace: a");

    assertThat(added(objects(ACCOUNT, CHECK, own, keys, namespaces("a", "b"))).objects()).isEmpty();
  }

  @Test
  @DisplayName("a folder without anything of Heel's gets its namespaces and nothing else")
  void nothingOfHeels() {
    String service = "{apiVersion: v1, kind: Service, metadata: {name: s, namespace: a}}";

    assertThat(added(objects(service)).sentences())
        .containsExactly("Namespace a, since no file has it");
  }

  @Test
  @DisplayName("without an account there is one with its keys, and with one there is no other")
  void accounts() {
    assertThat(added(objects(CHECK, namespaces("b"))).sentences())
        .containsExactly(
            "DatadogAccount datadog/default, since no file has an account",
            "Secret b/db with placeholders, since no file has it",
            "Secret datadog/datadog-keys with placeholders, since no file has it",
            "Namespace datadog, since no file has it");
    assertThat(added(objects(ACCOUNT)).sentences())
        .noneMatch(each -> each.startsWith("DatadogAccount"));
  }

  @Test
  @DisplayName("the account that is made is the one of resources that name none")
  void defaultAccount() {
    Additions additions =
        Additions.to(objects(CHECK, namespaces("b")), new NamespacedName("platform", "main"));
    assertThat(additions.sentences())
        .contains(
            "DatadogAccount platform/main, since no file has an account",
            "Namespace platform, since no file has it");
  }

  private static Additions added(List<JsonNode> objects) {
    return Additions.to(objects, new NamespacedName("datadog", "default"));
  }

  /** The last Secret that is added. */
  private static JsonNode secret(String... yaml) {
    List<ObjectNode> added = added(objects(yaml)).objects();
    assertThat(added).allMatch(each -> each.path("kind").asText().equals("Secret"));
    return added.get(added.size() - 1);
  }

  private static String namespaces(String... names) {
    return Stream.of(names)
        .map(name -> "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name))
        .reduce((a, b) -> a + "\n---\n" + b)
        .orElseThrow();
  }

  private static List<JsonNode> objects(String... yaml) {
    return Stream.of(yaml)
        .flatMap(each -> Stream.of(each.split("\n---\n")))
        .<JsonNode>map(World::json)
        .toList();
  }
}
