package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import dev.heel.sandbox.kubernetes.type.ResourceType.Trait;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** What the server itself writes and demands in {@code metadata} (Kubernetes, "ObjectMeta"). */
final class Metadata {
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile(SUBDOMAIN + "(\\." + SUBDOMAIN + ")*");
  private static final List<String> SERVERS_OWN =
      List.of(
          "name",
          "namespace",
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation",
          "generateName",
          "resourceVersion");

  private Metadata() {}

  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Fills in the metadata of a new object. */
  static void initial(Target target, ObjectNode object) {
    ResourceType type = target.type();
    ObjectNode metadata = Trees.child(object, "metadata");
    String prefix = metadata.path("generateName").asText();
    if (metadata.path("name").asText().isEmpty() && !prefix.isEmpty()) {
      metadata.put("name", prefix + suffix());
    }
    if (type.namespaced()) {
      metadata.put("namespace", target.namespace());
    } else {
      metadata.remove("namespace");
    }
    metadata.remove(List.of("deletionTimestamp", "deletionGracePeriodSeconds", "generation"));
    metadata.remove(List.of("resourceVersion", "selfLink"));
    metadata.put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now());
    if (type.is(Trait.GENERATION)) {
      metadata.put("generation", 1);
    }
  }

  /** An empty list or map in metadata is the same as none. */
  static void dropEmpty(ObjectNode object) {
    ObjectNode metadata = Trees.child(object, "metadata");
    for (String name : List.of("labels", "annotations", "finalizers", "ownerReferences")) {
      JsonNode value = metadata.path(name);
      if (value.isNull() || value.isContainerNode() && value.isEmpty()) {
        metadata.remove(name);
      }
    }
  }

  /** Puts back what only the server may change. */
  static void keep(ObjectNode old, ObjectNode next) {
    ObjectNode metadata = Trees.child(next, "metadata");
    for (String name : SERVERS_OWN) {
      JsonNode value = old.path("metadata").path(name);
      if (value.isMissingNode()) {
        metadata.remove(name);
      } else {
        metadata.set(name, value);
      }
    }
  }

  /** Whether anything but metadata and status differs. */
  static boolean specDiffers(ResourceType type, ObjectNode old, ObjectNode next) {
    List<String> apart =
        type.is(Trait.STATUS)
            ? List.of("metadata", "status", "apiVersion")
            : List.of("metadata", "apiVersion");
    return !old.deepCopy().remove(apart).equals(next.deepCopy().remove(apart));
  }

  static void bumpGeneration(ObjectNode object) {
    ObjectNode metadata = Trees.child(object, "metadata");
    metadata.put("generation", metadata.path("generation").asLong() + 1);
  }

  /**
   * @throws Refusal 422 if the name is missing or no name
   */
  static void checkName(ResourceType type, ObjectNode object) {
    String name = object.path("metadata").path("name").asText();
    if (name.isEmpty()) {
      throw Refusal.invalid(
          type,
          name,
          cause("FieldValueRequired", "Required value: name or generateName is required"));
    }
    boolean free = type.group().startsWith("rbac.");
    boolean fits = free ? !name.matches("\\.|\\.\\.|.*[/%].*") : NAME.matcher(name).matches();
    if (!fits || name.length() > 253) {
      throw Refusal.invalid(
          type,
          name,
          cause(
              "FieldValueInvalid",
              "Invalid value: \""
                  + name
                  + "\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                  + " characters, '-' or '.', and must start and end with an alphanumeric character"
                  + " (e.g. 'example.com', regex used for validation is '"
                  + NAME.pattern()
                  + "')"));
    }
  }

  /**
   * @throws Refusal 422 if a finalizer is added to an object that is going away
   */
  static void checkFinalizers(ResourceType type, ObjectNode old, ObjectNode next) {
    JsonNode metadata = next.path("metadata");
    if (!metadata.has("deletionTimestamp")) {
      return;
    }
    List<String> added = new ArrayList<>(Trees.texts(metadata.path("finalizers")));
    added.removeAll(Trees.texts(old.path("metadata").path("finalizers")));
    if (!added.isEmpty()) {
      String list = String.join(", ", added.stream().map(name -> '"' + name + '"').toList());
      String message =
          "Forbidden: no new finalizers can be added if the object is being deleted, found new"
              + " finalizers []string{"
              + (list + "}");
      throw Refusal.invalid(
          type,
          metadata.path("name").asText(),
          List.of(new Refusal.Cause("FieldValueForbidden", "metadata.finalizers", message)));
    }
  }

  private static List<Refusal.Cause> cause(String reason, String message) {
    return List.of(new Refusal.Cause(reason, "metadata.name", message));
  }

  private static String suffix() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      text.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
