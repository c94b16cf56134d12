package dev.heel.sandbox;

import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import java.time.Duration;

/**
 * @param clusterName what the rehearsed cluster is called
 * @param defaultAccount the operator's default account, as NAMESPACE/NAME; null for {@code
 *     datadog/default}
 */
public record SandboxOptions(
    KubernetesServer.Options kubernetes,
    DatadogOptions datadog,
    String clusterName,
    String defaultAccount) {
  /** How long a call to the embedded Datadog can take; it is in the same process. */
  Duration callBound() {
    return datadog.latency().plusSeconds(1);
  }

  /** How long a write may stay unseen in the embedded Datadog's lists, with something to spare. */
  Duration visibilityGrace() {
    return datadog.listLag().plus(datadog.latency()).plusSeconds(1);
  }
}
