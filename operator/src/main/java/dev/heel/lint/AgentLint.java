package dev.heel.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.workload.AgentChecks;
import dev.heel.agent.workload.DatadogAgent;
import dev.heel.manifest.Manifest;
import dev.heel.resource.Problem;
import java.util.List;

/** Agents among the manifests. */
final class AgentLint {
  private static final ObjectMapper LENIENT =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private AgentLint() {}

  /** What is wrong with a manifest; nothing if it is no Agent. */
  static List<Problem> problems(Manifest manifest) {
    if (!"DatadogAgent".equals(manifest.kind())) {
      return List.of();
    }
    try {
      DatadogAgent agent = LENIENT.treeToValue(manifest.json(), DatadogAgent.class);
      return agent.getMetadata() == null ? List.of() : AgentChecks.problems(agent);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return List.of();
    }
  }
}
