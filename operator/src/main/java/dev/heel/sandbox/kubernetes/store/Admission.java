package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import dev.heel.sandbox.kubernetes.type.ResourceType.Trait;
import dev.heel.sandbox.kubernetes.type.ResourceTypes;
import dev.heel.schema.InvalidCrdException;
import dev.heel.schema.structure.FieldError;
import dev.heel.schema.structure.Violation;
import java.util.List;

/** What an object must pass before it is written: its namespace, its name, its schema. */
final class Admission {
  private static final String CRDS = "customresourcedefinitions.apiextensions.k8s.io";
  private final Store store;
  private final ResourceTypes types;
  private final KindRules rules = new KindRules();

  Admission(Store store, ResourceTypes types) {
    this.store = store;
    this.types = types;
    store.onChange(this::serve);
  }

  /** A definition is served in the moment in which it is written. */
  private void serve(Change change) {
    if (!change.key().storage().equals(CRDS)) {
      return;
    }
    if (change.after() == null) {
      types.forget(change.before());
    } else {
      types.serve(change.after());
    }
  }

  /** Drops unknown fields, and fills in defaults and what the kind's own rules say. */
  ObjectNode normal(ResourceType type, ObjectNode object) {
    ObjectNode pruned = Fields.prune(type, object);
    ObjectNode full =
        type.schema().map(schema -> (ObjectNode) schema.withDefaults(pruned)).orElse(pruned);
    rules.apply(type, full);
    Metadata.dropEmpty(full);
    return full;
  }

  /**
   * @throws Refusal 404 if the namespace is missing, 403 if it is going away
   */
  void checkNamespace(Target target) {
    if (!target.type().namespaced()) {
      return;
    }
    ObjectNode namespace = store.get(new Key("namespaces", "", target.namespace()));
    if (namespace == null) {
      throw Refusal.namespaceNotFound(target.namespace());
    }
    if (namespace.path("metadata").has("deletionTimestamp")) {
      String text = "namespace " + target.namespace() + " is being terminated";
      throw Refusal.forbidden(
          target.type(),
          target.name(),
          "unable to create new content in namespace "
              + target.namespace()
              + " because it is being terminated",
          new Refusal.Cause("NamespaceTerminating", "metadata.namespace", text));
    }
  }

  /**
   * @param old the stored object; null on a create
   * @throws Refusal 422 with each thing that the kind does not allow
   */
  void validate(ResourceType type, ObjectNode object, ObjectNode old) {
    Metadata.checkName(type, object);
    String name = object.path("metadata").path("name").asText();
    if (type.schema().isPresent()) {
      List<Violation> violations = type.schema().get().validate(object, old);
      if (!violations.isEmpty()) {
        throw Refusal.invalid(
            type, name, violations.stream().map(FieldError::of).map(Admission::cause).toList());
      }
    }
    if (type.storage().equals(CRDS)) {
      validateDefinition(type, object);
    }
  }

  private void validateDefinition(ResourceType type, ObjectNode crd) {
    String name = crd.path("metadata").path("name").asText();
    JsonNode spec = crd.path("spec");
    String plural = spec.path("names").path("plural").asText();
    String wanted = plural + "." + spec.path("group").asText();
    if (!name.equals(wanted)) {
      String message =
          "Invalid value: \"" + name + "\": must be spec.names.plural+\".\"+spec.group";
      throw Refusal.invalid(
          type, name, List.of(new Refusal.Cause("FieldValueInvalid", "metadata.name", message)));
    }
    try {
      types.read(crd);
    } catch (InvalidCrdException e) {
      throw Refusal.invalid(type, name, e.problems().stream().map(Admission::cause).toList());
    } catch (IllegalArgumentException e) {
      String message = "Invalid value: " + e.getMessage();
      throw Refusal.invalid(
          type, name, List.of(new Refusal.Cause("FieldValueInvalid", "spec.versions", message)));
    }
  }

  /** A status that is written apart cannot come with the rest. */
  static void keepStatus(ResourceType type, ObjectNode old, ObjectNode next) {
    if (!type.is(Trait.STATUS)) {
      return;
    }
    if (old.has("status")) {
      next.set("status", old.get("status"));
    } else {
      next.remove("status");
    }
  }

  private static Refusal.Cause cause(FieldError error) {
    return new Refusal.Cause(error.cause().name(), error.field(), error.detail());
  }
}
