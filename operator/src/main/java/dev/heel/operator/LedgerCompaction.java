package dev.heel.operator;

import dev.heel.operator.account.Account;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.wake.ApiControllers;
import dev.heel.operator.wake.KindController;
import java.util.Set;

/** Lets go of what an account wrote of kinds without a list; for others each list does so. */
record LedgerCompaction(ApiControllers controllers, OperatorOptions options) {
  void of(Account account) {
    for (KindController<?> controller : controllers.all()) {
      if (controller.kind().routes().list() == null) {
        Set<String> owners = controller.owners(options.clusterName());
        account.ledger().compact(controller.kind().name(), options.clock().instant(), owners);
      }
    }
  }
}
