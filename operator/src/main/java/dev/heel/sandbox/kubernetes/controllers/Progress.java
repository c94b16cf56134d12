package dev.heel.sandbox.kubernetes.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;

/**
 * How far a rollout is, in Pods.
 *
 * @param wanted how many there should be
 * @param all how many there are
 * @param fresh how many of them have the present template
 * @param ready how many of them are ready
 */
record Progress(int wanted, int all, int fresh, int ready) {
  /** A Deployment's status; conditions keep their times while they keep their values. */
  static ObjectNode deployment(ObjectNode deployment, Progress progress) {
    ObjectNode status = Trees.object();
    status.set("observedGeneration", deployment.path("metadata").path("generation"));
    status.put("replicas", progress.all).put("updatedReplicas", progress.fresh);
    status.put("readyReplicas", progress.ready).put("availableReplicas", progress.ready);
    if (progress.wanted > progress.ready) {
      status.put("unavailableReplicas", progress.wanted - progress.ready);
    }
    JsonNode old = deployment.path("status").path("conditions");
    boolean done = progress.ready >= progress.wanted && progress.fresh >= progress.wanted;
    ArrayNode conditions = status.putArray("conditions");
    conditions.add(
        progress.ready >= progress.wanted
            ? condition(old, "Available", "True", "MinimumReplicasAvailable")
            : condition(old, "Available", "False", "MinimumReplicasUnavailable"));
    conditions.add(
        condition(
            old, "Progressing", "True", done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated"));
    return status;
  }

  private static ObjectNode condition(JsonNode old, String type, String status, String reason) {
    for (JsonNode condition : old) {
      if (condition.path("type").asText().equals(type)
          && condition.path("reason").asText().equals(reason)) {
        return condition.deepCopy();
      }
    }
    return Trees.object()
        .put("type", type)
        .put("status", status)
        .put("lastUpdateTime", OneNode.now())
        .put("lastTransitionTime", OneNode.now())
        .put("reason", reason);
  }
}
