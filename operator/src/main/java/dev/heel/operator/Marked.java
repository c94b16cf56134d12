package dev.heel.operator;

import dev.heel.operator.Ledger.Entry;
import java.util.Optional;

/** What carries a resource's marker in a list, beside what its status names. */
final class Marked {
  private Marked() {}

  /** The id of one that is not known to be gone since. */
  static Optional<String> id(Work<?> work, Account account, Snapshot snapshot) {
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
