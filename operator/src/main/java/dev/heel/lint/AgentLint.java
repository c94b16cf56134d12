package dev.heel.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.objects.AgentChecks;
import dev.heel.agent.objects.PodSecurity;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.problem.IgnoredRules;
import dev.heel.kinds.Kinds;
import dev.heel.manifest.Manifest;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;

/** Agents among the manifests, in the namespaces that are beside them. */
final class AgentLint {
  private static final ObjectMapper LENIENT =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private final Namespaces namespaces;

  AgentLint(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  /** What is wrong with a manifest; nothing if it is no Agent. */
  List<Problem> problems(Manifest manifest) {
    if (!Kinds.AGENT.is(manifest.kind())) {
      return List.of();
    }
    try {
      DatadogAgent agent = LENIENT.treeToValue(manifest.json(), DatadogAgent.class);
      return agent.getMetadata() == null ? List.of() : problems(agent);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return List.of();
    }
  }

  private List<Problem> problems(DatadogAgent agent) {
    List<Problem> problems = new ArrayList<>(AgentChecks.problems(agent));
    String namespace = agent.getMetadata().getNamespace();
    if (namespace != null) {
      PodSecurity.refusal(namespace, namespaces.labels(namespace)).ifPresent(problems::add);
    }
    return IgnoredRules.of(agent).without(problems);
  }
}
