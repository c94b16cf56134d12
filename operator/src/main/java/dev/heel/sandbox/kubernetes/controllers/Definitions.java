package dev.heel.sandbox.kubernetes.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.store.Change;
import dev.heel.sandbox.kubernetes.store.Deletes;
import dev.heel.sandbox.kubernetes.store.Key;

/** A CustomResourceDefinition goes after its resources have gone. */
final class Definitions {
  private static final String CRDS = "customresourcedefinitions.apiextensions.k8s.io";
  private final Cluster cluster;

  Definitions(Cluster cluster) {
    this.cluster = cluster;
  }

  void react(Change change) {
    String definition =
        change.key().storage().equals(CRDS) ? change.key().name() : change.key().storage();
    boolean relevant = change.key().storage().equals(CRDS) || change.after() == null;
    ObjectNode crd = relevant ? cluster.get(new Key(CRDS, "", definition)) : null;
    if (crd != null && Cluster.leaving(crd)) {
      empty(new Key(CRDS, "", definition), crd);
    }
  }

  private void empty(Key key, JsonNode crd) {
    String storage = key.name();
    boolean namespaced = crd.path("spec").path("scope").asText().equals("Namespaced");
    for (ObjectNode resource : cluster.list(storage, "")) {
      JsonNode metadata = resource.path("metadata");
      String namespace = namespaced ? metadata.path("namespace").asText() : "";
      if (!Cluster.leaving(resource)) {
        cluster.delete(new Key(storage, namespace, metadata.path("name").asText()), "");
      }
    }
    if (cluster.list(storage, "").isEmpty()) {
      cluster.update(key, object -> Finalizers.without(object, Deletes.INSTANCES));
    }
  }
}
