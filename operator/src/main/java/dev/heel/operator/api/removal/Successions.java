package dev.heel.operator.api.removal;

import dev.heel.operator.account.Account;
import dev.heel.operator.account.deletion.DeletionGrace;
import dev.heel.operator.api.resource.ReleasedObjects;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.Attempts;
import dev.heel.operator.wake.ResourceMemory;
import dev.heel.resource.ApiStatus;

/**
 * How objects go that are to go after a pass, or after years, and need not go at once.
 *
 * @param grace how long each may take
 * @param released those that took longer
 * @param memory of resources, and of what is to go under a name of its own
 */
public record Successions(
    Removals removals,
    DeletionGrace grace,
    Attempts attempts,
    ReleasedObjects released,
    ResourceMemory memory) {
  /** The outcome of a pass, without those older objects that are gone now. */
  public Outcome<ApiStatus> finish(
      ResourceInPass<?> work, Account account, Outcome<ApiStatus> outcome) {
    return new Succession(work, account, this).finish(outcome);
  }

  /** Nothing is to go under that name any more. */
  void forget(String key) {
    memory.forget(key);
  }
}
