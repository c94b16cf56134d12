package dev.heel.operator;

import dev.heel.engine.api.Sender;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.wake.ApiControllers;
import dev.heel.operator.wake.Wakers;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reference.Target;

/** Calls those whose turn at a rate limit of an account has come. */
record TurnCalls(Accounts accounts, ApiControllers controllers, Wakers wakers) {
  /** Gives back whether the sender is still there. */
  boolean call(NamespacedName account, Sender sender) {
    if (sender.isList()) {
      return accounts.known(account).filter(a -> a.callPoller(sender.kind())).isPresent();
    }
    Target target = new Target(sender.kind(), sender.namespace(), sender.name());
    boolean isThere = controllers.find(target).isPresent();
    if (isThere) {
      wakers.wake(target);
    }
    return isThere;
  }
}
