package dev.heel.operator.api;

import dev.heel.operator.account.Account;
import dev.heel.operator.account.Whereabouts;
import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.account.lists.Snapshot;
import dev.heel.operator.account.organization.ObjectPlace;
import dev.heel.operator.account.organization.ObjectPlace.Answer;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.Halt;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.process.Timing;
import java.time.Instant;

/**
 * Whether a "not there" of Datadog's may be believed: the one place where absence is concluded. Not
 * while the keys may be another organisation's, not soon after a write of our own or of a leader
 * before us, and not at once while much else is missing too.
 */
final class Absence {
  private final ResourceInPass<?> work;
  private final Account account;
  private final FailureOutcomes faults;
  private final Instant leadingSince;

  /**
   * @param leadingSince when this process began to lead
   */
  Absence(ResourceInPass<?> work, Account account, FailureOutcomes faults, Instant leadingSince) {
    this.work = work;
    this.account = account;
    this.faults = faults;
    this.leadingSince = leadingSince;
  }

  /**
   * Returns if the resource's object is certainly gone.
   *
   * @param snapshot the list that lacks it; null if none was read
   * @throws Halt if that cannot be told yet
   */
  void conclude(Snapshot snapshot) throws Halt {
    mustBeAsked();
    Ledger ledger = account.ledger();
    Timing timing = faults.timing();
    // A process that led before may have made the object a moment before its end.
    Instant credible = leadingSince.plus(timing.visibilityGrace());
    if (!ledger.absenceIsCredible(work.ledgerKey(), work.now()) || work.now().isBefore(credible)) {
      throw faults.inDoubt(work, timing.visibilityGrace());
    }
    boolean suspicious = snapshot != null && snapshot.suspicious();
    if (suspicious && !ledger.missedTwice(work.ledgerKey(), snapshot.startedAt())) {
      throw faults.suspicious(work);
    }
  }

  /**
   * Returns if it was the object's own organisation that did not have it.
   *
   * @throws Halt if that cannot be told now
   */
  void mustBeAsked() throws Halt {
    if (new Whereabouts(account).whenMissing(work.ledgerKey(), ObjectPlace.of(work.status()))
        != Answer.HERE) {
      throw faults.unplaced(work, account);
    }
  }
}
