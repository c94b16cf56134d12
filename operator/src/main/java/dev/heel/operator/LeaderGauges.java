package dev.heel.operator;

import dev.heel.datadog.budget.RateBudget;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.account.Connections;
import dev.heel.operator.process.Metrics;
import dev.heel.operator.process.Metrics.Row;
import dev.heel.operator.wake.ApiControllers;
import dev.heel.operator.wake.KindController;
import dev.heel.resource.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Those gauges that are derived from the caches. */
record LeaderGauges(
    Metrics metrics, ApiControllers kinds, Accounts accounts, Connections connections) {
  /**
   * Brings them up to date.
   *
   * @param agents how many Agents and checks there are, by kind and reason
   */
  void update(List<Row> agents) {
    List<Row> resources = new ArrayList<>();
    kinds.all().forEach(kind -> resources.addAll(byReason(kind)));
    resources.addAll(agents);
    metrics.resources(resources);
    List<Row> left = new ArrayList<>();
    List<Row> waiting = new ArrayList<>();
    for (Account account : accounts.all()) {
      Optional<RateBudget> budget = connections.budget(account.name());
      budget.ifPresent(
          b -> b.limits().forEach(l -> left.add(row(account, l.name(), l.remaining()))));
      budget.ifPresent(b -> b.waiting().forEach((l, count) -> waiting.add(row(account, l, count))));
    }
    metrics.budgets(left, waiting);
    metrics.kept(accounts.all().stream().map(LeaderGauges::kept).toList());
  }

  private static Row kept(Account account) {
    return new Row(
        List.of("account", account.name().toString()), account.deletions().kept().all().size());
  }

  private static Row row(Account account, String limit, double value) {
    return new Row(List.of("account", account.name().toString(), "limit", limit), value);
  }

  private static List<Row> byReason(KindController<?> kind) {
    return Row.byReason(
        kind.kind().name(),
        kind.resources()
            .map(
                resource ->
                    resource.getStatus() == null
                        ? null
                        : resource.getStatus().condition(Condition.READY)));
  }
}
