package dev.heel.operator.process;

import dev.heel.engine.identity.Lineage;
import dev.heel.kinds.account.ApiHosts;
import dev.heel.resource.NamespacedName;
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
    NamespacedName defaultAccount,
    Set<String> watchNamespaces,
    URI datadog,
    Election election,
    Timing timing,
    Clock clock,
    boolean agents,
    Set<String> succeeds,
    ApiHosts hosts) {

  /**
   * What an operator does that is told nothing else: it has no default account, watches all
   * namespaces, calls each account where that says, leads at once, and works on all kinds.
   */
  public static Builder of(String clusterName) {
    return new Builder(clusterName);
  }

  /** This cluster, and those that it takes the place of. */
  public Lineage lineage() {
    return new Lineage(clusterName, succeeds);
  }

  /**
   * @param namespace where the Lease is
   * @param identity names this process among its replicas
   */
  public record Election(String namespace, String leaseName, String identity) {}

  /** Says what is to be otherwise; the record says what each of it means. */
  public static final class Builder {
    private final String clusterName;
    private NamespacedName defaultAccount;
    private Set<String> watchNamespaces = Set.of();
    private URI datadog;
    private Election election;
    private Timing timing = Timing.PRODUCTION;
    private Clock clock = Clock.systemUTC();
    private boolean agents = true;
    private Set<String> succeeds = Set.of();
    private ApiHosts hosts = ApiHosts.SITES;

    private Builder(String clusterName) {
      this.clusterName = clusterName;
    }

    public Builder defaultAccount(NamespacedName account) {
      defaultAccount = account;
      return this;
    }

    public Builder watching(Set<String> namespaces) {
      watchNamespaces = namespaces;
      return this;
    }

    public Builder datadogAt(URI address) {
      datadog = address;
      return this;
    }

    public Builder election(Election terms) {
      election = terms;
      return this;
    }

    public Builder timing(Timing durations) {
      timing = durations;
      return this;
    }

    public Builder clock(Clock source) {
      clock = source;
      return this;
    }

    /** DatadogAgents and DatadogChecks are left alone. */
    public Builder withoutAgents() {
      agents = false;
      return this;
    }

    /** It works in the place of those clusters, too. */
    public Builder succeeding(Set<String> clusters) {
      succeeds = clusters;
      return this;
    }

    public Builder allowing(ApiHosts others) {
      hosts = others;
      return this;
    }

    /** The options as they were told. */
    public OperatorOptions build() {
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
          hosts);
    }
  }
}
