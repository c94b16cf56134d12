package dev.heel.lint;

import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.agent.files.AgentContext;
import dev.heel.agent.files.SecretBackend;
import dev.heel.agent.objects.AgentInput;
import dev.heel.agent.rules.Grounds;
import dev.heel.agent.spec.Admission;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.Kinds;
import dev.heel.manifest.Manifest;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.Map;

/**
 * What the Agents among the manifests let a namespace do. Where there is none, nothing is known of
 * them, and all is taken for granted.
 */
final class AgentGrants {
  private final List<Agent> agents;
  private final Namespaces namespaces;

  private record Agent(Manifest manifest, AgentSpec spec) {
    AgentContext context() {
      return AgentInput.context(spec);
    }

    Admission admission() {
      return Admission.of(manifest.namespace(), spec);
    }
  }

  AgentGrants(List<Manifest> manifests, Namespaces namespaces) {
    this.namespaces = namespaces;
    agents =
        manifests.stream()
            .filter(manifest -> Kinds.AGENT.is(manifest.kind()))
            .filter(manifest -> manifest.namespace() != null)
            .map(each -> new Agent(each, spec(each)))
            .toList();
  }

  private static AgentSpec spec(Manifest manifest) {
    return SpecReader.read(manifest.json().path("spec"), AgentSpec.class).value();
  }

  /**
   * The most that one of the Agents which run checks of that namespace grants.
   *
   * @param content null if it is not at hand
   */
  Grounds grounds(String namespace, Map<ConfigMapEntry, byte[]> content) {
    List<Agent> admitting = admitting(namespace);
    boolean unknown = admitting.isEmpty();
    return new Grounds(
        unknown
            || admitting.stream()
                .anyMatch(
                    each -> each.admission().mayBringCode(namespace, namespaces.labels(namespace))),
        unknown
            || admitting.stream().anyMatch(each -> each.context().secrets() != SecretBackend.NONE),
        unknown || admitting.stream().anyMatch(each -> each.context().collectsLogs()),
        content);
  }

  /** That there are Agents, and none of them runs checks of the namespace. */
  List<Problem> admission(String namespace) {
    return agents.isEmpty() || namespace == null || !admitting(namespace).isEmpty()
        ? List.of()
        : List.of(
            Problem.error(
                "check-not-admitted",
                "/metadata/namespace",
                "no DatadogAgent among these files runs checks of namespace " + namespace,
                "See spec.allowedChecks.namespaces in %s.".formatted(agents.get(0).manifest())));
  }

  private List<Agent> admitting(String namespace) {
    return namespace == null
        ? List.of()
        : agents.stream()
            .filter(each -> each.admission().admits(namespace, namespaces.labels(namespace)))
            .toList();
  }
}
