package dev.heel.sandbox.kubernetes.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Change;
import dev.heel.sandbox.kubernetes.store.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes the Pods of Deployments, ReplicaSets, StatefulSets and DaemonSets and counts those that are
 * ready. A new template replaces the Pods of the old one at once; there are no surge and no
 * partition.
 */
final class Workloads {
  private static final String DEPLOYMENTS = "deployments.apps";
  private static final String REPLICA_SETS = "replicasets.apps";
  private static final String STATEFUL_SETS = "statefulsets.apps";
  private static final String DAEMON_SETS = "daemonsets.apps";
  private static final String REVISION = "controller-revision-hash";
  private static final String TEMPLATE = "pod-template-hash";
  private final Cluster cluster;
  private final Dependants dependants;

  Workloads(Cluster cluster, Dependants dependants) {
    this.cluster = cluster;
    this.dependants = dependants;
  }

  /** A workload has changed, or something that a workload owns. */
  void react(Change change) {
    reconcile(change.key());
    for (JsonNode owner : change.latest().path("metadata").path("ownerReferences")) {
      String storage = owner.path("kind").asText().toLowerCase(Locale.ROOT) + "s.apps";
      reconcile(new Key(storage, change.key().namespace(), owner.path("name").asText()));
    }
  }

  private void reconcile(Key key) {
    boolean workload =
        List.of(DEPLOYMENTS, REPLICA_SETS, STATEFUL_SETS, DAEMON_SETS).contains(key.storage());
    ObjectNode object = workload ? cluster.get(key) : null;
    if (object == null || Cluster.leaving(object)) {
      return;
    }
    switch (key.storage()) {
      case DEPLOYMENTS -> deployment(key, object);
      case REPLICA_SETS -> replicaSet(key, object);
      case STATEFUL_SETS -> statefulSet(key, object);
      default -> daemonSet(key, object);
    }
  }

  private void deployment(Key key, ObjectNode deployment) {
    String hash = hash(deployment);
    int wanted = deployment.path("spec").path("replicas").asInt(1);
    String current = key.name() + "-" + hash;
    cluster.apply(replicaSetOf(deployment, hash, wanted));
    List<ObjectNode> sets = owned(deployment, REPLICA_SETS);
    int fresh = 0;
    int ready = 0;
    int all = 0;
    for (ObjectNode set : sets) {
      boolean isCurrent = name(set).equals(current);
      fresh += isCurrent ? number(set, "replicas") : 0;
      ready += number(set, "readyReplicas");
      all += number(set, "replicas");
      if (isCurrent && number(set, "readyReplicas") >= wanted) {
        sets.stream().filter(other -> !name(other).equals(current)).forEach(this::scaleToZero);
      }
    }
    cluster.setStatus(
        key, Progress.deployment(deployment, new Progress(wanted, all, fresh, ready)));
  }

  private void scaleToZero(ObjectNode set) {
    Key key = new Key(REPLICA_SETS, set.path("metadata").path("namespace").asText(), name(set));
    cluster.update(
        key,
        object -> {
          Trees.child(object, "spec").put("replicas", 0);
          return object;
        });
  }

  private static ObjectNode replicaSetOf(ObjectNode deployment, String hash, int replicas) {
    ObjectNode set = Trees.object().put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    ObjectNode metadata = set.putObject("metadata");
    metadata.put("name", name(deployment) + "-" + hash);
    metadata.set("namespace", deployment.path("metadata").path("namespace"));
    metadata.putArray("ownerReferences").add(owner(deployment));
    ObjectNode spec = set.putObject("spec").put("replicas", replicas);
    spec.set("template", deployment.path("spec").path("template").deepCopy());
    ObjectNode template = Trees.child(Trees.child(spec, "template"), "metadata");
    Trees.child(template, "labels").put(TEMPLATE, hash);
    metadata.set("labels", template.get("labels").deepCopy());
    spec.set("selector", deployment.path("spec").path("selector").deepCopy());
    Trees.child(Trees.child(spec, "selector"), "matchLabels").put(TEMPLATE, hash);
    return set;
  }

  private void replicaSet(Key key, ObjectNode set) {
    int wanted = set.path("spec").path("replicas").asInt(1);
    List<ObjectNode> pods = owned(set, "pods");
    for (int i = pods.size(); i < wanted; i++) {
      cluster.apply(pod(set, key.name() + "-" + Names.suffix(Cluster.uid(set) + i), Map.of()));
    }
    pods.stream().skip(wanted).forEach(this::delete);
    cluster.setStatus(key, counted(set, owned(set, "pods")));
  }

  private void statefulSet(Key key, ObjectNode set) {
    int wanted = set.path("spec").path("replicas").asInt(1);
    List<String> names = IntStream.range(0, wanted).mapToObj(i -> key.name() + "-" + i).toList();
    ObjectNode status = counted(set, keep(set, names));
    String revision = key.name() + "-" + hash(set);
    status.put("currentRevision", revision).put("updateRevision", revision);
    status.set("currentReplicas", status.path("replicas"));
    status.set("updatedReplicas", status.path("replicas"));
    status.remove("fullyLabeledReplicas");
    cluster.setStatus(key, status);
  }

  private void daemonSet(Key key, ObjectNode set) {
    String name = key.name() + "-" + Names.suffix(Cluster.uid(set) + hash(set));
    List<ObjectNode> pods = keep(set, List.of(name));
    int ready = (int) pods.stream().filter(OneNode::ready).count();
    ObjectNode status = Trees.object();
    status.set("observedGeneration", set.path("metadata").path("generation"));
    status.put("desiredNumberScheduled", 1).put("currentNumberScheduled", pods.size());
    status.put("updatedNumberScheduled", pods.size()).put("numberMisscheduled", 0);
    status.put("numberReady", ready).put("numberAvailable", ready);
    status.put("numberUnavailable", 1 - ready);
    cluster.setStatus(key, status);
  }

  /** Sees to it that exactly these Pods of the present template exist. */
  private List<ObjectNode> keep(ObjectNode set, List<String> names) {
    String hash = hash(set);
    List<String> present = new ArrayList<>();
    for (ObjectNode pod : owned(set, "pods")) {
      String revision = pod.path("metadata").path("labels").path(REVISION).asText();
      if (names.contains(name(pod)) && revision.equals(hash)) {
        present.add(name(pod));
      } else {
        delete(pod);
      }
    }
    names.stream()
        .filter(name -> !present.contains(name))
        .forEach(name -> cluster.apply(pod(set, name, Map.of(REVISION, hash))));
    return owned(set, "pods");
  }

  private static ObjectNode counted(ObjectNode set, List<ObjectNode> pods) {
    int ready = (int) pods.stream().filter(OneNode::ready).count();
    ObjectNode status = Trees.object();
    status.set("observedGeneration", set.path("metadata").path("generation"));
    status.put("replicas", pods.size()).put("fullyLabeledReplicas", pods.size());
    return status.put("readyReplicas", ready).put("availableReplicas", ready);
  }

  private void delete(ObjectNode pod) {
    String namespace = pod.path("metadata").path("namespace").asText();
    cluster.delete(new Key("pods", namespace, name(pod)), "");
  }

  private static ObjectNode pod(ObjectNode owner, String name, Map<String, String> labels) {
    ObjectNode pod = Trees.object().put("apiVersion", "v1").put("kind", "Pod");
    JsonNode template = owner.path("spec").path("template");
    JsonNode given = template.path("metadata");
    ObjectNode metadata = given.isObject() ? given.deepCopy() : Trees.object();
    pod.set("metadata", metadata);
    metadata.put("name", name).set("namespace", owner.path("metadata").path("namespace"));
    labels.forEach(Trees.child(metadata, "labels")::put);
    metadata.putArray("ownerReferences").add(owner(owner));
    pod.set("spec", template.path("spec").deepCopy());
    return pod;
  }

  private List<ObjectNode> owned(ObjectNode owner, String storage) {
    return dependants.of(Cluster.uid(owner)).stream()
        .filter(key -> key.storage().equals(storage))
        .map(cluster::get)
        .filter(object -> object != null && !Cluster.leaving(object))
        .toList();
  }

  static ObjectNode owner(ObjectNode owner) {
    ObjectNode reference = Trees.object();
    reference.set("apiVersion", owner.path("apiVersion"));
    reference.set("kind", owner.path("kind"));
    reference.put("name", name(owner)).put("uid", Cluster.uid(owner));
    return reference.put("controller", true).put("blockOwnerDeletion", true);
  }

  private static String hash(ObjectNode workload) {
    return Names.hash(workload.path("spec").path("template").toString());
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }

  private static int number(JsonNode object, String status) {
    return object.path("status").path(status).asInt();
  }
}
