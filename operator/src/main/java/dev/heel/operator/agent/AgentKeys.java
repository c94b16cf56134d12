package dev.heel.operator.agent;

import dev.heel.agent.objects.AgentInput;
import dev.heel.agent.objects.AgentInput.Keys;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.account.AccountSpec;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.Referrers;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Where an Agent sends to, and which Secret holds the key that it does it with. */
public final class AgentKeys {
  private static final String ENTRY = "api-key";

  private final Function<NamespacedName, Optional<DatadogAccount>> accounts;
  private final Referrers referrers;

  /**
   * @param accounts gives the account of a name, if there is one
   */
  public AgentKeys(
      Function<NamespacedName, Optional<DatadogAccount>> accounts, Referrers referrers) {
    this.accounts = accounts;
    this.referrers = referrers;
  }

  /** The Agent is gone. */
  void forget(NamespacedName agent) {
    referrers.refer(Kinds.AGENT.target(agent), Set.of());
  }

  /** The keys, or why there are none. */
  record Found(Keys keys, Outcome<AgentStatus> missing) {}

  Found of(DatadogAgent agent, AgentSpec spec, AgentStatus status) {
    NamespacedName name = NamespacedName.of(agent);
    if (spec.secretRef != null) {
      referrers.refer(Kinds.AGENT.target(name), Set.of());
      String site = AgentInput.site(spec, null);
      return new Found(
          new Keys(null, spec.secretRef.name, entry(spec.secretRef.apiKey), site), null);
    }
    String chosen = spec.accountRef == null ? Keys.DEFAULT_ACCOUNT : spec.accountRef.name;
    NamespacedName account = new NamespacedName(name.namespace(), chosen);
    referrers.refer(Kinds.AGENT.target(name), Set.of(Kinds.ACCOUNT.target(account)));
    return accounts
        .apply(account)
        .map(resource -> found(account, resource, spec))
        .orElseGet(() -> new Found(null, noAccount(account, status)));
  }

  private static Found found(NamespacedName name, DatadogAccount account, AgentSpec spec) {
    AccountSpec given = SpecReader.read(account.getSpec(), AccountSpec.class).value();
    String site = AgentInput.site(spec, given.site == null ? null : given.site.host());
    String secret = given.secretRef == null ? "" : given.secretRef.name;
    String key = given.secretRef == null ? ENTRY : entry(given.secretRef.apiKey);
    return new Found(new Keys(name.toString(), secret, key, site), null);
  }

  private static Outcome<AgentStatus> noAccount(NamespacedName name, AgentStatus status) {
    return Outcome.of(
        Reason.WaitingForAccount,
        ("No DatadogAccount %s. Make it, or name a Secret with the API key in spec.secretRef: an"
                + " Agent's pods can read Secrets of their own namespace only.")
            .formatted(name),
        status);
  }

  private static String entry(String given) {
    return given == null ? ENTRY : given;
  }
}
