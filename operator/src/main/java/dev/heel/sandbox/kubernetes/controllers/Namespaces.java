package dev.heel.sandbox.kubernetes.controllers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Change;
import dev.heel.sandbox.kubernetes.store.Key;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** Empties namespaces that go away, says what is left in them, and lets them go when empty. */
final class Namespaces {
  private static final String NAMESPACES = "namespaces";
  private final Cluster cluster;

  Namespaces(Cluster cluster) {
    this.cluster = cluster;
  }

  void react(Change change) {
    boolean itself = change.key().storage().equals(NAMESPACES);
    String name = itself ? change.key().name() : change.key().namespace();
    if (!itself && change.after() != null || name.isEmpty()) {
      return;
    }
    Key key = new Key(NAMESPACES, "", name);
    ObjectNode namespace = cluster.get(key);
    if (namespace != null && Cluster.leaving(namespace)) {
      empty(key, name);
    }
  }

  private void empty(Key key, String name) {
    Map<String, Integer> left = new TreeMap<>();
    for (ResourceType type : cluster.types()) {
      if (!type.namespaced()) {
        continue;
      }
      for (ObjectNode object : cluster.list(type.storage(), name)) {
        if (!Cluster.leaving(object)) {
          cluster.delete(Key.of(type, object), "");
        }
      }
      int stays = cluster.list(type.storage(), name).size();
      if (stays > 0) {
        left.put(type.resource(), stays);
      }
    }
    if (left.isEmpty()) {
      cluster.update(key, "finalize", Namespaces::released);
    } else {
      cluster.update(key, "status", namespace -> withRemaining(namespace, left));
    }
  }

  private static ObjectNode released(ObjectNode namespace) {
    Trees.child(namespace, "spec").remove("finalizers");
    return namespace;
  }

  private static ObjectNode withRemaining(ObjectNode namespace, Map<String, Integer> left) {
    String list =
        String.join(
            ", ",
            left.entrySet().stream()
                .map(entry -> entry.getKey() + " has " + entry.getValue() + " resource instances")
                .toList());
    ObjectNode status = Trees.child(namespace, "status");
    String message = "Some resources are remaining: " + list;
    ArrayNode old = Trees.list(status, "conditions");
    if (old.path(0).path("message").asText().equals(message)) {
      return namespace;
    }
    status
        .putArray("conditions")
        .addObject()
        .put("type", "NamespaceContentRemaining")
        .put("status", "True")
        .put("lastTransitionTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("reason", "SomeResourcesRemain")
        .put("message", message);
    return namespace;
  }
}
