package dev.heel.sandbox.kubernetes.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Change;
import dev.heel.sandbox.kubernetes.store.Deletes;
import dev.heel.sandbox.kubernetes.store.Key;
import java.util.ArrayList;
import java.util.List;

/** Deletes what no owner is left of (Kubernetes, "Garbage Collection"). */
final class GarbageCollector {
  private final Cluster cluster;
  private final Dependants dependants;

  GarbageCollector(Cluster cluster, Dependants dependants) {
    this.cluster = cluster;
    this.dependants = dependants;
  }

  void react(Change change) {
    if (change.after() == null) {
      dependants.of(Cluster.uid(change.before())).forEach(this::collect);
      owners(change.before()).forEach(this::finish);
    } else {
      if (change.before() == null) {
        collect(change.key());
      }
      finish(change.key());
    }
  }

  /** Deletes the object if it names owners and none of them exists. */
  private void collect(Key key) {
    ObjectNode object = cluster.get(key);
    JsonNode owners = object == null ? Trees.array() : references(object);
    if (owners.isEmpty() || Cluster.leaving(object)) {
      return;
    }
    for (JsonNode owner : owners) {
      Key place = place(owner, key.namespace());
      ObjectNode found = place == null ? null : cluster.get(place);
      if (found != null && Cluster.uid(found).equals(owner.path("uid").asText())) {
        return;
      }
    }
    cluster.delete(key, "Background");
  }

  /** Continues with a deletion that waits for its dependants. */
  private void finish(Key key) {
    ObjectNode object = key == null ? null : cluster.get(key);
    if (object == null || !Cluster.leaving(object)) {
      return;
    }
    if (Finalizers.has(object, Deletes.ORPHAN)) {
      free(key, Cluster.uid(object));
    } else if (Finalizers.has(object, Deletes.FOREGROUND)) {
      deleteFirst(key, Cluster.uid(object));
    }
  }

  private void free(Key key, String uid) {
    for (Key dependant : dependants.of(uid)) {
      cluster.update(dependant, object -> withoutOwner(object, uid));
    }
    cluster.update(key, object -> Finalizers.without(object, Deletes.ORPHAN));
  }

  private void deleteFirst(Key key, String uid) {
    boolean blocked = false;
    for (Key dependant : dependants.of(uid)) {
      ObjectNode object = cluster.get(dependant);
      if (object != null && !Cluster.leaving(object)) {
        cluster.delete(dependant, "Foreground");
        object = cluster.get(dependant);
      }
      blocked |=
          object != null
              && Dependants.reference(object, uid).path("blockOwnerDeletion").asBoolean();
    }
    if (!blocked) {
      cluster.update(key, object -> Finalizers.without(object, Deletes.FOREGROUND));
    }
  }

  private List<Key> owners(ObjectNode object) {
    String namespace = object.path("metadata").path("namespace").asText();
    List<Key> keys = new ArrayList<>();
    references(object).forEach(owner -> keys.add(place(owner, namespace)));
    return keys;
  }

  /** Null if the owner's kind is not served. */
  private Key place(JsonNode owner, String namespace) {
    return cluster
        .byKind(owner.path("apiVersion").asText(), owner.path("kind").asText())
        .map(type -> Key.of(type, namespace, owner.path("name").asText()))
        .orElse(null);
  }

  private static JsonNode references(ObjectNode object) {
    return object.path("metadata").path("ownerReferences");
  }

  private static ObjectNode withoutOwner(ObjectNode object, String uid) {
    ArrayNode left = Trees.array();
    for (JsonNode reference : references(object)) {
      if (!reference.path("uid").asText().equals(uid)) {
        left.add(reference);
      }
    }
    ObjectNode metadata = Trees.child(object, "metadata");
    if (left.isEmpty()) {
      metadata.remove("ownerReferences");
    } else {
      metadata.set("ownerReferences", left);
    }
    return object;
  }
}
