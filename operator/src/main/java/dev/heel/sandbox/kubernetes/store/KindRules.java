package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What the server fills in for single built-in kinds. */
final class KindRules {
  private final AtomicInteger addresses = new AtomicInteger(10);
  private final Map<String, Consumer<ObjectNode>> rules =
      Map.of(
          "namespaces", KindRules::namespace,
          "secrets", KindRules::secret,
          "services", this::service,
          "deployments.apps", KindRules::replicas,
          "statefulsets.apps", KindRules::replicas,
          "replicasets.apps", KindRules::replicas,
          "customresourcedefinitions.apiextensions.k8s.io", KindRules::definition);

  /** Fills in {@code object}, which is about to be written. */
  void apply(ResourceType type, ObjectNode object) {
    rules.getOrDefault(type.storage(), nothing -> {}).accept(object);
  }

  private static void namespace(ObjectNode namespace) {
    String name = namespace.path("metadata").path("name").asText();
    ObjectNode metadata = Trees.child(namespace, "metadata");
    Trees.child(metadata, "labels").put("kubernetes.io/metadata.name", name);
    boolean leaving = metadata.has("deletionTimestamp");
    if (!leaving) {
      Trees.child(namespace, "spec").putArray("finalizers").add("kubernetes");
    }
    Trees.child(namespace, "status").put("phase", leaving ? "Terminating" : "Active");
  }

  private static void secret(ObjectNode secret) {
    JsonNode plain = secret.remove("stringData");
    if (plain != null && plain.isObject()) {
      ObjectNode data = Trees.child(secret, "data");
      for (String name : Trees.names(plain)) {
        byte[] bytes = plain.get(name).asText().getBytes(StandardCharsets.UTF_8);
        data.put(name, Base64.getEncoder().encodeToString(bytes));
      }
    }
    if (secret.path("type").asText().isEmpty()) {
      secret.put("type", "Opaque");
    }
  }

  private void service(ObjectNode service) {
    ObjectNode spec = Trees.child(service, "spec");
    setDefault(spec, "type", "ClusterIP");
    setDefault(spec, "sessionAffinity", "None");
    for (JsonNode port : spec.path("ports")) {
      ObjectNode object = (ObjectNode) port;
      setDefault(object, "protocol", "TCP");
      if (!object.has("targetPort")) {
        object.set("targetPort", object.path("port"));
      }
    }
    if (!spec.has("clusterIP") && !spec.path("type").asText().equals("ExternalName")) {
      int next = addresses.getAndIncrement();
      spec.put("clusterIP", "10.96." + next / 250 + "." + (next % 250 + 1));
    }
    if (spec.has("clusterIP") && !spec.has("clusterIPs")) {
      spec.putArray("clusterIPs").add(spec.get("clusterIP"));
    }
  }

  private static void replicas(ObjectNode workload) {
    ObjectNode spec = Trees.child(workload, "spec");
    if (!spec.has("replicas")) {
      spec.put("replicas", 1);
    }
  }

  private static void definition(ObjectNode crd) {
    ObjectNode spec = Trees.child(crd, "spec");
    ObjectNode names = Trees.child(spec, "names");
    String kind = names.path("kind").asText();
    setDefault(names, "singular", kind.toLowerCase(Locale.ROOT));
    setDefault(names, "listKind", kind + "List");
    setDefault(Trees.child(spec, "conversion"), "strategy", "None");
    ObjectNode status = Trees.child(crd, "status");
    status.set("acceptedNames", names.deepCopy());
    ArrayNode stored = Trees.list(status, "storedVersions");
    for (JsonNode version : spec.path("versions")) {
      if (version.path("storage").asBoolean()
          && !Trees.texts(stored).contains(version.path("name").asText())) {
        stored.add(version.path("name"));
      }
    }
    if (!status.has("conditions")) {
      ArrayNode conditions = status.putArray("conditions");
      condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found");
      condition(
          conditions,
          "Established",
          "InitialNamesAccepted",
          "the initial names have been accepted");
    }
  }

  private static void condition(ArrayNode list, String type, String reason, String message) {
    list.addObject()
        .put("type", type)
        .put("status", "True")
        .put("lastTransitionTime", Metadata.now())
        .put("reason", reason)
        .put("message", message);
  }

  private static void setDefault(ObjectNode object, String name, String value) {
    if (object.path(name).asText().isEmpty()) {
      object.put(name, value);
    }
  }
}
