package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import dev.heel.sandbox.kubernetes.type.ResourceType.Trait;
import java.util.List;

/** Whether a body is about the object of its address, and about the version that is stored. */
final class Identities {
  private Identities() {}

  /**
   * Fills in what the address says and the body leaves out.
   *
   * @throws Refusal 400 if the two disagree
   */
  static void check(Target target, ObjectNode body) {
    ResourceType type = target.type();
    String kind = body.path("kind").asText();
    String version = body.path("apiVersion").asText();
    if (!kind.isEmpty() && !kind.equals(type.kind())
        || !version.isEmpty() && !version.equals(type.apiVersion())) {
      throw Refusal.badRequest(
          "the API version in the data ("
              + (version + ", kind " + kind)
              + ") does not match the expected API version ("
              + (type.apiVersion() + ", kind " + type.kind() + ")"));
    }
    body.put("kind", type.kind()).put("apiVersion", type.apiVersion());
    checkNamespace(target, body);
    String name = body.path("metadata").path("name").asText();
    if (!target.name().isEmpty() && !name.isEmpty() && !name.equals(target.name())) {
      throw Refusal.badRequest(
          "the name of the object ("
              + name
              + ") does not match the name on the URL ("
              + (target.name() + ")"));
    }
  }

  private static void checkNamespace(Target target, ObjectNode body) {
    String namespace = body.path("metadata").path("namespace").asText();
    if (!target.type().namespaced()) {
      return;
    }
    if (namespace.isEmpty()) {
      Trees.child(body, "metadata").put("namespace", target.namespace());
    } else if (!namespace.equals(target.namespace())) {
      throw Refusal.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  /**
   * @throws Refusal 409 if the body names another resourceVersion or uid than what is stored, 422
   *     if it must name a version and does not
   */
  static void checkPreconditions(Target target, ObjectNode old, ObjectNode wanted) {
    JsonNode metadata = wanted.path("metadata");
    String version = metadata.path("resourceVersion").asText();
    JsonNode stored = old.path("metadata");
    checkUid(target, metadata.path("uid").asText(), stored.path("uid").asText());
    if (!version.isEmpty() && !version.equals(stored.path("resourceVersion").asText())) {
      throw Refusal.stale(target.type(), target.name());
    }
  }

  /**
   * @throws Refusal 422 if the kind wants a version in each update and this one has none
   */
  static void checkConditional(Target target, ObjectNode body) {
    boolean given = !body.path("metadata").path("resourceVersion").asText().isEmpty();
    if (target.type().is(Trait.CONDITIONAL_UPDATE) && !given) {
      String message = "Invalid value: 0: must be specified for an update";
      throw Refusal.invalid(
          target.type(),
          target.name(),
          List.of(new Refusal.Cause("FieldValueInvalid", "metadata.resourceVersion", message)));
    }
  }

  /**
   * @throws Refusal 500, as the API server does, if an object to be created has a version
   */
  static void checkNoVersion(ObjectNode body) {
    if (!body.path("metadata").path("resourceVersion").asText().isEmpty()) {
      throw Refusal.of(500, "", "resourceVersion should not be set on objects to be created");
    }
  }

  /**
   * @throws Refusal 409 if an apply names the uid of an object that does not exist
   */
  static void checkNoUid(Target target, ObjectNode applied) {
    String uid = applied.path("metadata").path("uid").asText();
    if (!uid.isEmpty()) {
      throw Refusal.conflict(
          target.type(),
          target.name(),
          "uid mismatch: the provided object specified uid "
              + uid
              + ", and no existing object was found");
    }
  }

  /**
   * @throws Refusal 409 if {@code wanted} is given and another one
   */
  static void checkUid(Target target, String wanted, String stored) {
    if (!wanted.isEmpty() && !wanted.equals(stored)) {
      throw Refusal.conflict(
          target.type(),
          target.name(),
          "Precondition failed: UID in precondition: "
              + wanted
              + ", UID in object meta: "
              + stored);
    }
  }
}
