package dev.heel.operator.api.removal;

import dev.heel.operator.account.AccountAccess;
import dev.heel.operator.account.deletion.DeletionGrace;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.wake.ApiControllers;
import dev.heel.operator.wake.Referrers;
import dev.heel.resource.ApiResource;

/**
 * What passes over resources that are being deleted go by.
 *
 * @param referrers who refers to a resource goes before it
 * @param grace how long a deletion may take
 */
public record Cleanups(
    AccountAccess access,
    Removals removals,
    Referrers referrers,
    ApiControllers controllers,
    DeletionGrace grace,
    FailureOutcomes failures) {
  public <R extends ApiResource> Cleanup<R> of(ResourceInPass<R> work) {
    return new Cleanup<>(work, this);
  }
}
