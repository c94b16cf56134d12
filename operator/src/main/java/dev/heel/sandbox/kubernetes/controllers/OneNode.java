package dev.heel.sandbox.kubernetes.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Change;
import dev.heel.sandbox.kubernetes.store.Key;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays a node named {@code sandbox}: takes every Pod and says that it runs. Nothing runs. */
final class OneNode {
  static final String NAME = "sandbox";
  private static final String HOST_ADDRESS = "192.0.2.1";
  private final Cluster cluster;
  private final boolean hangs;
  private final AtomicInteger addresses = new AtomicInteger(2);

  OneNode(Cluster cluster, boolean hangs) {
    this.cluster = cluster;
    this.hangs = hangs;
  }

  /** Registers the node. */
  void join() {
    ObjectNode node = Trees.object().put("apiVersion", "v1").put("kind", "Node");
    ObjectNode metadata = node.putObject("metadata").put("name", NAME);
    metadata
        .putObject("labels")
        .put("kubernetes.io/hostname", NAME)
        .put("kubernetes.io/os", "linux")
        .put("kubernetes.io/arch", "amd64");
    cluster.apply(node);
    ObjectNode status = Trees.object();
    ArrayNode addressList = status.putArray("addresses");
    addressList.addObject().put("type", "InternalIP").put("address", HOST_ADDRESS);
    addressList.addObject().put("type", "Hostname").put("address", NAME);
    status.putArray("conditions").add(condition("Ready", true));
    ObjectNode info = status.putObject("nodeInfo");
    info.put("kubeletVersion", "v1.37.0+heel-sandbox").put("operatingSystem", "linux");
    info.put("architecture", "amd64").put("containerRuntimeVersion", "none://0");
    cluster.setStatus(new Key("nodes", "", NAME), status);
  }

  void react(Change change) {
    if (!change.key().storage().equals("pods") || change.after() == null) {
      return;
    }
    ObjectNode pod = cluster.get(change.key());
    if (pod == null || Cluster.leaving(pod)) {
      return;
    }
    if (!pod.path("spec").has("nodeName")) {
      cluster.update(change.key(), OneNode::bound);
    } else if (!pod.path("status").has("podIP")) {
      cluster.setStatus(change.key(), running(pod));
    }
  }

  private static ObjectNode bound(ObjectNode pod) {
    Trees.child(pod, "spec").put("nodeName", NAME);
    return pod;
  }

  private ObjectNode running(JsonNode pod) {
    int number = addresses.getAndIncrement();
    ObjectNode status = Trees.object().put("phase", hangs ? "Pending" : "Running");
    String address = "10.244." + number / 250 + "." + (number % 250 + 1);
    boolean host = pod.path("spec").path("hostNetwork").asBoolean();
    status.put("hostIP", HOST_ADDRESS).put("podIP", host ? HOST_ADDRESS : address);
    status.putArray("podIPs").addObject().set("ip", status.get("podIP"));
    status.put("startTime", now()).put("qosClass", "BestEffort");
    ArrayNode conditions = status.putArray("conditions");
    conditions.add(condition("PodScheduled", true));
    conditions.add(condition("Initialized", true));
    conditions.add(condition("ContainersReady", !hangs));
    conditions.add(condition("Ready", !hangs));
    ArrayNode containers = status.putArray("containerStatuses");
    pod.path("spec").path("containers").forEach(one -> containers.add(container(one)));
    return status;
  }

  private ObjectNode container(JsonNode container) {
    ObjectNode status = Trees.object();
    status.set("name", container.path("name"));
    status.put("image", container.path("image").asText()).put("imageID", "");
    status.put("ready", !hangs).put("started", !hangs).put("restartCount", 0);
    ObjectNode state = status.putObject("state");
    if (hangs) {
      state.putObject("waiting").put("reason", "ContainerCreating");
    } else {
      state.putObject("running").put("startedAt", now());
    }
    return status;
  }

  static ObjectNode condition(String type, boolean holds) {
    return Trees.object()
        .put("type", type)
        .put("status", holds ? "True" : "False")
        .put("lastTransitionTime", now());
  }

  static boolean ready(JsonNode pod) {
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True") && !Cluster.leaving(pod);
      }
    }
    return false;
  }

  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
