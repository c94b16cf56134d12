package dev.heel.sandbox.kubernetes.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;

/** Finalizers of one object. */
final class Finalizers {
  private Finalizers() {}

  static boolean has(JsonNode object, String finalizer) {
    return Trees.texts(object.path("metadata").path("finalizers")).contains(finalizer);
  }

  static ObjectNode without(ObjectNode object, String finalizer) {
    ArrayNode left = Trees.array();
    Trees.texts(object.path("metadata").path("finalizers")).stream()
        .filter(name -> !name.equals(finalizer))
        .forEach(left::add);
    ObjectNode metadata = Trees.child(object, "metadata");
    if (left.isEmpty()) {
      metadata.remove("finalizers");
    } else {
      metadata.set("finalizers", left);
    }
    return object;
  }
}
