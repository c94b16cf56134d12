package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import java.util.Map;

/**
 * One stored object, several served versions. Versions of a custom resource differ in their
 * apiVersion only (conversion strategy None); Events have other field names in events.k8s.io.
 */
public final class Faces {
  private static final Map<String, String> EVENT_NAMES =
      Map.of(
          "involvedObject", "regarding",
          "message", "note",
          "source", "deprecatedSource",
          "firstTimestamp", "deprecatedFirstTimestamp",
          "lastTimestamp", "deprecatedLastTimestamp",
          "count", "deprecatedCount",
          "reportingComponent", "reportingController");

  private Faces() {}

  /** A stored object as {@code type} shows it: the same tree if nothing differs. */
  public static ObjectNode served(ResourceType type, ObjectNode stored) {
    if (stored.path("apiVersion").asText().equals(type.apiVersion())) {
      return stored;
    }
    ObjectNode served = Trees.object();
    for (String name : Trees.names(stored)) {
      String shown = otherEvent(type) ? EVENT_NAMES.getOrDefault(name, name) : name;
      served.set(shown, stored.get(name));
    }
    served.put("apiVersion", type.apiVersion());
    return served;
  }

  /** An object in the version of {@code type} as it is stored. */
  static ObjectNode stored(ResourceType type, ObjectNode served) {
    if (!otherEvent(type)) {
      return served;
    }
    ObjectNode stored = served.deepCopy();
    EVENT_NAMES.forEach(
        (name, shown) -> {
          if (stored.has(shown)) {
            stored.set(name, stored.remove(shown));
          }
        });
    return stored.put("apiVersion", "v1");
  }

  private static boolean otherEvent(ResourceType type) {
    return type.kind().equals("Event") && type.group().equals("events.k8s.io");
  }
}
