package dev.heel.operator.account;

import dev.heel.engine.api.Datadog;
import dev.heel.operator.account.Account.State;
import dev.heel.operator.account.deletion.AccountDeletions;
import dev.heel.operator.account.ledger.Ledgers;
import dev.heel.operator.account.organization.KeyOwner;
import dev.heel.operator.account.organization.Membership;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** An account whose keys are good, for tables of what passes decide. */
public final class AccountAtWork {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private AccountAtWork() {}

  /** Account datadog/default of organisation acme, which was looked at before. */
  public static Account of(Datadog datadog, Clock clock) {
    AccountDeletions deletions = new AccountDeletions(null, () -> null, clock);
    Account account =
        new Account(
            new NamespacedName("datadog", "default"), clock, new Ledgers(MINUTE), deletions);
    KeyOwner owner = new KeyOwner("acme", null, null);
    Membership membership = new Membership(datadog, clock, MINUTE);
    URI web = URI.create("https://app.example");
    account.become(new State(Reason.KeysValid, "", datadog, web, "revision", owner, membership));
    return account;
  }
}
