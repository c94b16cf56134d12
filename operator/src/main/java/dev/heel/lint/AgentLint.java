package dev.heel.lint;

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
  private final Namespaces namespaces;

  AgentLint(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  /** What is wrong with a manifest; nothing if it is no Agent. */
  List<Problem> problems(Manifest manifest) {
    return Resources.read(manifest, Kinds.AGENT).map(this::problems).orElse(List.of());
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
