package dev.heel.agent.spec;

import dev.heel.engine.NamespaceGrant;
import dev.heel.resource.AllowedNamespaces;
import java.util.Map;

/**
 * Whose checks an Agent runs, and whose code: a check runs with the rights of its Agent, which
 * therefore says who may. Pure.
 *
 * @param own the Agent's namespace
 * @param checks whose checks; null for its own namespace's
 * @param code whose code; null for its own namespace's
 */
public record Admission(String own, AllowedNamespaces checks, AllowedNamespaces code) {
  public static Admission of(DatadogAgent agent, AgentSpec spec) {
    return of(agent.getMetadata().getNamespace(), spec);
  }

  /**
   * @param own the Agent's namespace
   */
  public static Admission of(String own, AgentSpec spec) {
    return spec.allowedChecks == null
        ? new Admission(own, null, null)
        : new Admission(own, spec.allowedChecks.namespaces, spec.allowedChecks.codeNamespaces);
  }

  /**
   * Whether the Agent runs checks of a namespace.
   *
   * @param labels the namespace's
   */
  public boolean admits(String namespace, Map<String, String> labels) {
    return NamespaceGrant.covers(checks, own, namespace, labels);
  }

  /**
   * Whether checks of a namespace may bring Python and jars.
   *
   * @param labels the namespace's
   */
  public boolean mayBringCode(String namespace, Map<String, String> labels) {
    return NamespaceGrant.covers(code, own, namespace, labels);
  }
}
