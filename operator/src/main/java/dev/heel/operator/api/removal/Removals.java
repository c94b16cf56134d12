package dev.heel.operator.api.removal;

import dev.heel.operator.account.Account;
import dev.heel.operator.account.lists.Poller;
import dev.heel.operator.api.resource.Pollers;
import dev.heel.operator.process.Leadership;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.process.Timing;
import dev.heel.operator.wake.KindController;

/** What every removal of objects goes by. */
public record Removals(Leadership leadership, OperatorOptions options, Pollers pollers) {
  Removal of(KindController<?> controller, Account account) {
    return new Removal(controller, account, this);
  }

  /** The poller of one kind in one account; null if the API has no list of the kind. */
  Poller list(KindController<?> controller, Account account) {
    return pollers.of(controller, account).orElse(null);
  }

  Timing timing() {
    return options.timing();
  }

  boolean mayWrite() {
    return leadership.mayWrite();
  }
}
