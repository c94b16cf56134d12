package dev.heel.agent.objects;

import dev.heel.agent.files.AgentContext;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.files.SecretBackend;
import dev.heel.agent.spec.AgentNames;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.AgentSpec.SecretBackendType;
import dev.heel.agent.spec.ApmSpec;
import dev.heel.agent.spec.DatadogAgent;

/**
 * All that an Agent's objects depend on.
 *
 * @param agent the resource
 * @param spec its spec, read
 * @param keys where Datadog is, and where the key to it
 * @param clusterName the cluster's name as the Agent reports it
 * @param files the checks that it runs, as files
 */
public record AgentInput(
    DatadogAgent agent, AgentSpec spec, Keys keys, String clusterName, RenderedFiles files) {

  /**
   * @param account the account in use, as namespace/name; null if the Agent names a Secret itself
   * @param secret a Secret in the Agent's namespace
   * @param entry its entry with the API key
   * @param site such as {@code datadoghq.eu}
   */
  public record Keys(String account, String secret, String entry, String site) {
    /** The account of an Agent that names neither account nor Secret. */
    public static final String DEFAULT_ACCOUNT = "default";
  }

  private static final String DEFAULT_SITE = "datadoghq.com";

  /**
   * The site that an Agent sends to.
   *
   * @param ofAccount the site of its account; null if it has none
   */
  public static String site(AgentSpec spec, String ofAccount) {
    return spec.site != null ? spec.site : ofAccount != null ? ofAccount : DEFAULT_SITE;
  }

  /** What the files of the checks depend on. */
  public static AgentContext context(AgentSpec spec) {
    SecretBackend secrets =
        switch (secretBackend(spec)) {
          case Command -> SecretBackend.SCRIPT;
          case KubernetesSecrets -> SecretBackend.NATIVE;
          case None -> SecretBackend.NONE;
        };
    return new AgentContext(secrets, collectsLogs(spec.logs));
  }

  AgentNames names() {
    return AgentNames.of(agent);
  }

  boolean polls() {
    return spec.reload != AgentSpec.Reload.Roll;
  }

  SecretBackendType secretBackend() {
    return secretBackend(spec);
  }

  /** How an Agent resolves Secrets; by the script in its image if it does not say. */
  static SecretBackendType secretBackend(AgentSpec spec) {
    return spec.secretBackend == null || spec.secretBackend.type == null
        ? SecretBackendType.Command
        : spec.secretBackend.type;
  }

  static boolean takesTraces(ApmSpec apm) {
    return apm != null && !Boolean.FALSE.equals(apm.enabled);
  }

  /** Whether the Agent collects logs. */
  public static boolean collectsLogs(AgentSpec.Logs logs) {
    return logs != null && !Boolean.FALSE.equals(logs.enabled);
  }
}
