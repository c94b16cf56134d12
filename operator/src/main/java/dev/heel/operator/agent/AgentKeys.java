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
import dev.heel.operator.api.resource.Surroundings;
import dev.heel.resource.NamespacedName;
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
    NamespacedName name = NamespacedName.of(agent);
    if (spec.secretRef != null) {
      around.refer(Kinds.AGENT.target(name), Set.of());
      String site = AgentInput.site(spec, null);
      return new Found(
          new Keys(null, spec.secretRef.name, entry(spec.secretRef.apiKey), site), null);
    }
    String chosen = spec.accountRef == null ? Keys.DEFAULT_ACCOUNT : spec.accountRef.name;
    NamespacedName account = new NamespacedName(name.namespace(), chosen);
    around.refer(Kinds.AGENT.target(name), Set.of(Kinds.ACCOUNT.target(account)));
    return around
        .accounts()
        .resource(account)
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

  private static AgentOutcome noAccount(NamespacedName name, AgentStatus status) {
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
