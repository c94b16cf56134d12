package dev.heel.operator;

import dev.heel.operator.account.Accounts;
import dev.heel.operator.api.removal.CleanupResult;
import dev.heel.operator.api.removal.Successions;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.wake.Referrers;
import dev.heel.operator.wake.Wakers;
import dev.heel.resource.Reference.Target;
import java.util.Set;

/** What the end of a resource of the API leaves to do, in memory and for others. */
record GoneResources(Accounts accounts, Referrers referrers, Wakers wakers, Successions late) {
  void gone(ResourceInPass<?> work, CleanupResult result) {
    late.released().add(work, result.left());
    accounts.figuresChanged(work.status().account());
    Set<Target> named = referrers.from(work.target());
    referrers.refer(work.target(), Set.of());
    named.forEach(wakers::wake);
    referrers.wakeDependants(work.target());
    accounts.all().forEach(account -> account.deletions().forget(work.uid()));
  }
}
