package dev.heel.agent.workload;

import dev.heel.agent.workload.AgentSpec.SecretBackendType;
import java.util.List;
import java.util.SortedMap;

/**
 * All that an Agent's objects depend on.
 *
 * @param agent the resource
 * @param spec its spec, read
 * @param keys where Datadog is, and where the key to it
 * @param clusterName the cluster's name as the Agent reports it
 * @param trees the checks that it runs, as files
 */
public record AgentInput(
    DatadogAgent agent, AgentSpec spec, Keys keys, String clusterName, Trees trees) {

  /**
   * @param account the account in use, as namespace/name; null if the Agent names a Secret itself
   * @param secret a Secret in the Agent's namespace
   * @param entry its entry with the API key
   * @param site such as {@code datadoghq.eu}
   */
  public record Keys(String account, String secret, String entry, String site) {}

  /**
   * The files of the checks.
   *
   * @param node sorted paths such as {@code conf.d/disk.d/team.disk.yaml}, {@code checks.d/x.py}
   *     and {@code jars/x.jar}
   * @param cluster the Cluster Agent's, below {@code conf.d}
   * @param images files that come out of images, for JMX
   * @param jmx whether any check needs a JVM on the nodes
   */
  public record Trees(
      SortedMap<String, byte[]> node,
      SortedMap<String, byte[]> cluster,
      List<ImageFile> images,
      boolean jmx) {}

  /**
   * @param reference the image
   * @param path where in it
   * @param target where the Agent finds it
   */
  public record ImageFile(String reference, String path, String target) {}

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
  public static SecretBackendType secretBackend(AgentSpec spec) {
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
