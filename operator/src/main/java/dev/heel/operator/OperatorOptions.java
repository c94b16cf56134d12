package dev.heel.operator;

import dev.heel.engine.identity.Lineage;
import dev.heel.kinds.account.ApiHosts;
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
 * @param agents whether DatadogAgents and DatadogChecks are worked on; if not, no right that only
 *     they need is used
 * @param succeeds names of clusters that are gone, and whose objects are this one's
 * @param hosts where an account's API may be; not asked where {@code datadog} is set
 */
public record OperatorOptions(
    String clusterName,
    AccountName defaultAccount,
    Set<String> watchNamespaces,
    URI datadog,
    Election election,
    Timing timing,
    Clock clock,
    boolean agents,
    Set<String> succeeds,
    ApiHosts hosts) {

  /** All kinds are worked on. */
  public OperatorOptions(
      String clusterName,
      AccountName defaultAccount,
      Set<String> watchNamespaces,
      URI datadog,
      Election election,
      Timing timing,
      Clock clock) {
    this(
        clusterName,
        defaultAccount,
        watchNamespaces,
        datadog,
        election,
        timing,
        clock,
        true,
        Set.of(),
        ApiHosts.SITES);
  }

  /** The same, but DatadogAgents and DatadogChecks are left alone. */
  public OperatorOptions withoutAgents() {
    return new OperatorOptions(
        clusterName,
        defaultAccount,
        watchNamespaces,
        datadog,
        election,
        timing,
        clock,
        false,
        succeeds,
        hosts);
  }

  /** The same, but in the place of those clusters too. */
  public OperatorOptions succeeding(Set<String> clusters) {
    return new OperatorOptions(
        clusterName,
        defaultAccount,
        watchNamespaces,
        datadog,
        election,
        timing,
        clock,
        agents,
        clusters,
        hosts);
  }

  /** The same, with other hosts at which accounts may be. */
  public OperatorOptions with(ApiHosts others) {
    return new OperatorOptions(
        clusterName,
        defaultAccount,
        watchNamespaces,
        datadog,
        election,
        timing,
        clock,
        agents,
        succeeds,
        others);
  }

  Lineage lineage() {
    return new Lineage(clusterName, succeeds);
  }

  /**
   * @param namespace where the Lease is
   * @param identity names this process among its replicas
   */
  public record Election(String namespace, String leaseName, String identity) {}
}
