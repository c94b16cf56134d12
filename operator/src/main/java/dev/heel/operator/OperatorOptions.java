package dev.heel.operator;

import java.net.URI;
import java.time.Clock;
import java.util.Set;

/**
 * What a running operator is told from outside.
 *
 * @param clusterName names this cluster in every marker; unique in the Datadog organisation
 * @param defaultAccount the account of resources that name none; null if there is no default
 * @param watchNamespaces namespaces whose resources are reconciled; empty for all
 * @param datadog where every account's API is instead of where it says, as in a sandbox; null
 *     outside one
 * @param election how leadership is agreed on; null for a single process that leads at once
 */
public record OperatorOptions(
    String clusterName,
    AccountName defaultAccount,
    Set<String> watchNamespaces,
    URI datadog,
    Election election,
    Timing timing,
    Clock clock) {

  /**
   * @param namespace where the Lease is
   * @param identity names this process among its replicas
   */
  public record Election(String namespace, String leaseName, String identity) {}
}
