package dev.heel.sandbox.kubernetes.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.store.Deletes;
import dev.heel.sandbox.kubernetes.store.Key;
import dev.heel.sandbox.kubernetes.store.Refusal;
import dev.heel.sandbox.kubernetes.store.Store;
import dev.heel.sandbox.kubernetes.store.Target;
import dev.heel.sandbox.kubernetes.store.WriteOptions;
import dev.heel.sandbox.kubernetes.store.Writes;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The store as controllers use it: what went away meanwhile, or is there already, is no error. */
final class Cluster {
  private static final String MANAGER = "kube-controller-manager";
  private final Writes writes;
  private final Store store;
  private final Deletes deletes;

  Cluster(Writes writes) {
    this.writes = writes;
    this.store = writes.store();
    this.deletes = new Deletes(store);
  }

  /** The object, or null. */
  ObjectNode get(Key key) {
    return store.get(key);
  }

  /** All objects of a kind in a namespace; in all namespaces if that is empty. */
  List<ObjectNode> list(String storage, String namespace) {
    return store.list(storage, namespace).objects();
  }

  List<ResourceType> types() {
    return writes.types().stored();
  }

  Optional<ResourceType> byKind(String apiVersion, String kind) {
    return writes.types().byKind(apiVersion, kind);
  }

  /** Creates, or lays over what is there. */
  void apply(ObjectNode object) {
    ResourceType type =
        byKind(object.path("apiVersion").asText(), object.path("kind").asText()).orElseThrow();
    Key key = Key.of(type, object);
    Target target = new Target(type, key.namespace(), key.name(), "");
    leniently(() -> writes.apply(target, object, true, WriteOptions.by(MANAGER)));
  }

  void update(Key key, UnaryOperator<ObjectNode> change) {
    update(key, "", change);
  }

  /** Sets the status, if it differs. */
  void setStatus(Key key, ObjectNode status) {
    update(
        key,
        "status",
        object -> {
          object.set("status", status);
          return object;
        });
  }

  void update(Key key, String subresource, UnaryOperator<ObjectNode> change) {
    target(key, subresource)
        .ifPresent(
            target -> leniently(() -> writes.update(target, change, WriteOptions.by(MANAGER))));
  }

  void delete(Key key, String propagation) {
    Deletes.Options options = new Deletes.Options(propagation, "", "", false);
    target(key, "").ifPresent(target -> leniently(() -> deletes.delete(target, options)));
  }

  private Optional<Target> target(Key key, String subresource) {
    return types().stream()
        .filter(type -> type.storage().equals(key.storage()))
        .findFirst()
        .map(type -> new Target(type, key.namespace(), key.name(), subresource));
  }

  private static void leniently(Runnable write) {
    try {
      write.run();
    } catch (Refusal refusal) {
      if (refusal.code() != 404 && refusal.code() != 409 && refusal.code() != 403) {
        throw refusal;
      }
    }
  }

  static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asText();
  }

  static boolean leaving(JsonNode object) {
    return object.path("metadata").has("deletionTimestamp");
  }
}
