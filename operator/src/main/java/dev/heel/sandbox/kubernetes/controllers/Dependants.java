package dev.heel.sandbox.kubernetes.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.store.Change;
import dev.heel.sandbox.kubernetes.store.Key;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which objects name which owner, by the owner's uid. */
final class Dependants {
  private final Map<String, Set<Key>> byOwner = new HashMap<>();

  synchronized void index(Change change) {
    owners(change.before()).forEach(uid -> of(uid, change.key(), false));
    owners(change.after()).forEach(uid -> of(uid, change.key(), true));
  }

  synchronized List<Key> of(String ownerUid) {
    return List.copyOf(byOwner.getOrDefault(ownerUid, Set.of()));
  }

  private void of(String uid, Key key, boolean present) {
    Set<Key> keys = byOwner.computeIfAbsent(uid, owner -> new LinkedHashSet<>());
    if (present) {
      keys.add(key);
    } else {
      keys.remove(key);
    }
    if (keys.isEmpty()) {
      byOwner.remove(uid);
    }
  }

  private static List<String> owners(ObjectNode object) {
    return object == null
        ? List.of()
        : object.path("metadata").path("ownerReferences").findValuesAsText("uid");
  }

  /** The reference of {@code dependant} to this owner, or an empty one. */
  static JsonNode reference(JsonNode dependant, String ownerUid) {
    for (JsonNode reference : dependant.path("metadata").path("ownerReferences")) {
      if (reference.path("uid").asText().equals(ownerUid)) {
        return reference;
      }
    }
    return MissingNode.getInstance();
  }
}
