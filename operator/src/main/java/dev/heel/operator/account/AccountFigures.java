package dev.heel.operator.account;

import dev.heel.datadog.budget.RateBudget;
import dev.heel.kinds.account.AccountStatus;
import java.util.List;

/** What an account's status says in figures. Pure. */
public final class AccountFigures {
  private AccountFigures() {}

  /**
   * All that is worth a write; what is left of the limits changes with every call and goes along.
   */
  public static AccountStatus newsOf(AccountStatus status) {
    List<AccountStatus.Released> released = status.released();
    return new AccountStatus(
        status.observedGeneration(),
        status.conditions(),
        status.organization(),
        status.site(),
        status.objects(),
        null,
        released == null || released.isEmpty() ? null : released,
        status.kept(),
        status.deletions());
  }

  /** What is known of the limits of an account. */
  public static List<AccountStatus.RateLimit> limits(RateBudget budget) {
    return budget.limits().stream()
        .map(
            limit ->
                new AccountStatus.RateLimit(
                    limit.name(),
                    (int) limit.limit(),
                    (int) limit.periodSeconds(),
                    (int) limit.remaining()))
        .toList();
  }
}
