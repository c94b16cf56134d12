package dev.heel.operator.api.resource;

import dev.heel.operator.account.Account;
import dev.heel.operator.account.ListRound;
import dev.heel.operator.account.lists.Poller;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.wake.KindController;
import dev.heel.resource.ApiResource;
import java.util.Optional;

/** Those who read the lists of Datadog, one for each kind in each account. */
public final class Pollers {
  private final AccountUsers users;
  private final OperatorOptions options;

  public Pollers(AccountUsers users, OperatorOptions options) {
    this.users = users;
    this.options = options;
  }

  /** At work; empty if the API has no list of the kind, or the account goes. */
  public <R extends ApiResource> Optional<Poller> of(
      KindController<R> controller, Account account) {
    return controller.kind().routes().list() == null
        ? Optional.empty()
        : account.poller(controller.kind(), () -> poller(controller, account));
  }

  private <R extends ApiResource> Poller poller(KindController<R> controller, Account account) {
    ListRound<R> round =
        new ListRound<>(
            controller, account, resource -> users.reaches(resource, account), options.lineage());
    return new Poller(controller.kind(), account, round, options.timing());
  }
}
