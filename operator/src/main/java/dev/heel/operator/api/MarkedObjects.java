package dev.heel.operator.api;

import dev.heel.operator.account.Account;
import dev.heel.operator.account.ledger.Ledger.Entry;
import dev.heel.operator.account.lists.Snapshot;
import dev.heel.operator.api.resource.ResourceInPass;
import java.util.Optional;

/** What carries a resource's marker in a list, beside what its status names. */
final class MarkedObjects {
  private MarkedObjects() {}

  /** The id of one that is not known to be gone since. */
  static Optional<String> id(ResourceInPass<?> work, Account account, Snapshot snapshot) {
    String known = work.status().id();
    String dead =
        account
            .ledger()
            .current(work.ledgerKey(), snapshot.startedAt())
            .filter(Entry::isDeleted)
            .map(Entry::id)
            .orElse(null);
    return snapshot.marked(work.ownerKey()).stream()
        .filter(id -> !id.equals(known) && !id.equals(dead))
        .findFirst();
  }
}
