package dev.heel.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Flux says of a resource with {@code wait: true}: the rules that kstatus has for kinds that
 * it does not know (sigs.k8s.io/cli-utils, "kstatus", generic rules).
 */
public enum Kstatus {
  CURRENT,
  IN_PROGRESS,
  FAILED,
  TERMINATING;

  /** Of a resource as the API server gives it. */
  public static Kstatus of(JsonNode resource) {
    JsonNode status = resource.path("status");
    if (resource.at("/metadata").has("deletionTimestamp")) {
      return TERMINATING;
    }
    long generation = resource.at("/metadata/generation").asLong();
    if (status.has("observedGeneration")
        && status.path("observedGeneration").asLong() != generation) {
      return IN_PROGRESS;
    }
    Map<String, String> conditions = new TreeMap<>();
    status
        .path("conditions")
        .forEach(c -> conditions.put(c.path("type").asText(), c.path("status").asText()));
    if ("True".equals(conditions.get("Reconciling"))) {
      return IN_PROGRESS;
    }
    if ("True".equals(conditions.get("Stalled"))) {
      return FAILED;
    }
    String ready = conditions.getOrDefault("Ready", "True");
    return "True".equals(ready) ? CURRENT : IN_PROGRESS;
  }
}
