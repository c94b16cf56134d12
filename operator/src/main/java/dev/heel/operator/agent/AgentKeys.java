package dev.heel.operator.agent;

import dev.heel.agent.objects.AgentInput;
import dev.heel.agent.objects.AgentInput.Keys;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.account.AccountName;
import dev.heel.kinds.account.AccountSpec;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.api.resource.Surroundings;
import dev.heel.resource.Reason;
import java.util.Set;

/** Where an Agent sends to, and which Secret holds the key that it does it with. */
final class AgentKeys {
  private static final String ENTRY = "api-key";

  private final Surroundings around;

  AgentKeys(Surroundings around) {
    this.around = around;
  }

  /** The keys, or why there are none. */
  record Found(Keys keys, AgentOutcome missing) {}

  Found of(DatadogAgent agent, AgentSpec spec, AgentStatus status) {
    AgentName name = AgentName.of(agent);
    if (spec.secretRef != null) {
      around.refer(name.target(), Set.of());
      String site = AgentInput.site(spec, null);
      return new Found(
          new Keys(null, spec.secretRef.name, entry(spec.secretRef.apiKey), site), null);
    }
    String chosen = spec.accountRef == null ? Keys.DEFAULT_ACCOUNT : spec.accountRef.name;
    AccountName account = new AccountName(name.namespace(), chosen);
    around.refer(name.target(), Set.of(account.target()));
    return around
        .accounts()
        .resource(account)
        .map(resource -> found(account, resource, spec))
        .orElseGet(() -> new Found(null, noAccount(account, status)));
  }

  private static Found found(AccountName name, DatadogAccount account, AgentSpec spec) {
    AccountSpec given = SpecReader.read(account.getSpec(), AccountSpec.class).value();
    String site = AgentInput.site(spec, given.site == null ? null : given.site.host());
    String secret = given.secretRef == null ? "" : given.secretRef.name;
    String key = given.secretRef == null ? ENTRY : entry(given.secretRef.apiKey);
    return new Found(new Keys(name.toString(), secret, key, site), null);
  }

  private static AgentOutcome noAccount(AccountName name, AgentStatus status) {
    return AgentOutcome.of(
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
