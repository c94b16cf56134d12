package dev.heel.sandbox.kubernetes.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Change;
import java.util.List;

/** Gives each Service with a selector one EndpointSlice with the Pods that it selects. */
final class Endpoints {
  private static final String SERVICES = "services";
  private final Cluster cluster;

  Endpoints(Cluster cluster) {
    this.cluster = cluster;
  }

  void react(Change change) {
    if (change.key().storage().equals(SERVICES)) {
      refresh(cluster.get(change.key()));
    } else if (change.key().storage().equals("pods")) {
      for (ObjectNode service : cluster.list(SERVICES, change.key().namespace())) {
        if (selects(service, change.latest()) || wasSelected(service, change)) {
          refresh(service);
        }
      }
    }
  }

  private static boolean wasSelected(ObjectNode service, Change change) {
    return change.before() != null && selects(service, change.before());
  }

  private void refresh(ObjectNode service) {
    if (service == null
        || Cluster.leaving(service)
        || service.path("spec").path("selector").isEmpty()) {
      return;
    }
    String namespace = service.path("metadata").path("namespace").asText();
    List<ObjectNode> pods =
        cluster.list("pods", namespace).stream()
            .filter(pod -> selects(service, pod) && pod.path("status").has("podIP"))
            .toList();
    cluster.apply(slice(service, pods));
  }

  private static ObjectNode slice(ObjectNode service, List<ObjectNode> pods) {
    ObjectNode slice = Trees.object();
    slice.put("apiVersion", "discovery.k8s.io/v1").put("kind", "EndpointSlice");
    ObjectNode metadata = slice.putObject("metadata");
    String name = Workloads.name(service);
    metadata.put("name", name + "-" + Names.suffix(Cluster.uid(service)));
    metadata.set("namespace", service.path("metadata").path("namespace"));
    metadata
        .putObject("labels")
        .put("kubernetes.io/service-name", name)
        .put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
    metadata.putArray("ownerReferences").add(Workloads.owner(service));
    slice.put("addressType", "IPv4");
    ArrayNode endpoints = slice.putArray("endpoints");
    pods.forEach(pod -> endpoints.add(endpoint(pod)));
    slice.set("ports", ports(service, pods));
    return slice;
  }

  private static ObjectNode endpoint(ObjectNode pod) {
    ObjectNode endpoint = Trees.object();
    endpoint.putArray("addresses").add(pod.path("status").path("podIP"));
    boolean ready = OneNode.ready(pod);
    endpoint
        .putObject("conditions")
        .put("ready", ready)
        .put("serving", ready)
        .put("terminating", Cluster.leaving(pod));
    endpoint.set("nodeName", pod.path("spec").path("nodeName"));
    ObjectNode target = endpoint.putObject("targetRef").put("kind", "Pod");
    target.set("namespace", pod.path("metadata").path("namespace"));
    target.put("name", Workloads.name(pod)).put("uid", Cluster.uid(pod));
    return endpoint;
  }

  private static ArrayNode ports(ObjectNode service, List<ObjectNode> pods) {
    ArrayNode ports = Trees.array();
    for (JsonNode port : service.path("spec").path("ports")) {
      ObjectNode shown = ports.addObject();
      shown.put("name", port.path("name").asText());
      shown.put("protocol", port.path("protocol").asText("TCP"));
      shown.put("port", number(port, pods));
    }
    return ports;
  }

  /** The target port; one that is given by name is looked up in the first Pod. */
  private static int number(JsonNode port, List<ObjectNode> pods) {
    JsonNode target = port.path("targetPort");
    if (target.isTextual() && !pods.isEmpty()) {
      for (JsonNode container : pods.get(0).path("spec").path("containers")) {
        for (JsonNode named : container.path("ports")) {
          if (named.path("name").equals(target)) {
            return named.path("containerPort").asInt();
          }
        }
      }
    }
    return target.isInt() ? target.asInt() : port.path("port").asInt();
  }

  private static boolean selects(JsonNode service, JsonNode pod) {
    JsonNode selector = service.path("spec").path("selector");
    JsonNode labels = pod.path("metadata").path("labels");
    return !selector.isEmpty()
        && Trees.names(selector).stream()
            .allMatch(name -> labels.path(name).equals(selector.get(name)));
  }
}
