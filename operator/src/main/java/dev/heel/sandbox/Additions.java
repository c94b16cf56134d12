package dev.heel.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.kinds.Crds;
import dev.heel.kinds.Kinds;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Permission;
import dev.heel.resource.SecretMention;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a cluster has and a folder of manifests does not: an account, the Secrets that nobody
 * commits, the namespaces. It stands in with placeholders, so that what the folder does have can be
 * rehearsed.
 *
 * @param objects in no order
 * @param sentences what they are and why, one each
 */
record Additions(List<ObjectNode> objects, List<String> sentences) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PLACEHOLDER = "placeholder";
  private static final String URL = "https://placeholder.invalid/";
  private static final Set<String> EVERYWHERE =
      Set.of("default", "kube-system", "kube-public", "kube-node-lease");

  /**
   * What these objects presuppose and are not themselves.
   *
   * @param account made if no object is an account
   */
  static Additions to(List<JsonNode> objects, NamespacedName account) {
    Additions additions = new Additions(new ArrayList<>(), new ArrayList<>());
    List<JsonNode> all = new ArrayList<>(objects);
    if (lacksAccount(objects)) {
      ObjectNode made = account(account);
      all.add(made);
      additions.add(made, Kinds.ACCOUNT.name() + " " + account + ", since no file has an account");
    }
    secrets(all)
        .values()
        .forEach(
            secret ->
                additions.add(
                    secret,
                    "Secret " + place(secret) + " with placeholders, since no file has it"));
    all.addAll(additions.objects());
    for (String namespace : namespaces(all)) {
      additions.add(
          object("v1", "Namespace", null, namespace),
          "Namespace " + namespace + ", since no file has it");
    }
    return additions;
  }

  private void add(ObjectNode object, String sentence) {
    objects.add(object);
    sentences.add(sentence);
  }

  private static boolean lacksAccount(List<JsonNode> objects) {
    return objects.stream().anyMatch(Inventory::isHeels)
        && objects.stream().noneMatch(object -> Kinds.ACCOUNT.is(object.path("kind").asText()));
  }

  /** The Secrets that accounts, webhooks and checks name, with an entry for each that they read. */
  private static Map<String, ObjectNode> secrets(List<JsonNode> objects) {
    Map<String, ObjectNode> secrets = new TreeMap<>();
    for (JsonNode object : objects) {
      if (Kinds.ACCOUNT.is(object.path("kind").asText())) {
        JsonNode ref = object.at("/spec/secretRef");
        ObjectNode entries = entries(secrets, object, ref.path("name").asText());
        entries.put(ref.path("apiKey").asText("api-key"), "0".repeat(32));
        entries.put(ref.path("appKey").asText("app-key"), "0".repeat(40));
      } else if (Inventory.isHeels(object)) {
        mentions(secrets, object, "", object.path("spec"));
      }
    }
    objects.stream()
        .filter(object -> is(object, "Secret"))
        .forEach(secret -> secrets.remove(place(secret)));
    return secrets;
  }

  private static void mentions(
      Map<String, ObjectNode> secrets, JsonNode object, String field, JsonNode value) {
    Optional<SecretMention> mention =
        value.isTextual() ? SecretMention.of(value.asText()) : Optional.empty();
    mention.ifPresent(
        found ->
            entries(secrets, object, found.name())
                .put(found.key(), field.equals("url") ? URL + found.name() : PLACEHOLDER));
    value.properties().forEach(each -> mentions(secrets, object, each.getKey(), each.getValue()));
    if (value.isArray()) {
      value.forEach(each -> mentions(secrets, object, field, each));
    }
  }

  private static ObjectNode entries(Map<String, ObjectNode> secrets, JsonNode user, String name) {
    ObjectNode secret = object("v1", "Secret", namespace(user), name);
    return secrets.computeIfAbsent(place(secret), place -> secret).withObject("stringData");
  }

  private static Set<String> namespaces(List<JsonNode> objects) {
    Set<String> needed = new LinkedHashSet<>();
    objects.stream()
        .filter(object -> object.at("/metadata").has("namespace"))
        .map(Additions::namespace)
        .forEach(needed::add);
    objects.stream()
        .filter(object -> is(object, "Namespace"))
        .forEach(object -> needed.remove(object.at("/metadata/name").asText()));
    needed.removeAll(EVERYWHERE);
    return needed;
  }

  private static String place(JsonNode object) {
    return namespace(object) + "/" + object.at("/metadata/name").asText();
  }

  private static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asText("default");
  }

  private static boolean is(JsonNode object, String kind) {
    return object.path("kind").asText().equals(kind);
  }

  /** Nobody knows what the real one grants, so it grants all. */
  private static ObjectNode account(NamespacedName name) {
    ObjectNode account =
        object(Crds.API_VERSION, Kinds.ACCOUNT.name(), name.namespace(), name.name());
    ObjectNode spec = account.putObject("spec").put("site", "datadoghq.com");
    spec.putObject("secretRef").put("name", "datadog-keys");
    spec.putObject("allowedNamespaces").put("from", "All");
    ObjectNode grant = spec.putArray("grants").addObject();
    grant.putObject("namespaces").put("from", "All");
    Stream.of(Permission.values()).map(Permission::name).forEach(grant.putArray("allow")::add);
    return account;
  }

  private static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
    ObjectNode object = NODES.objectNode().put("apiVersion", apiVersion).put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    if (namespace != null) {
      metadata.put("namespace", namespace);
    }
    return object;
  }
}
