package dev.heel.operator.api;

import dev.heel.operator.api.removal.Removals;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.wake.Wakers;
import dev.heel.resource.ApiResource;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * What passes over living resources go by.
 *
 * @param client asks for the owners of objects that others have
 */
public record Passes(
    Resolutions resolutions,
    Writes writes,
    Removals removals,
    FailureOutcomes failures,
    Wakers wakers,
    KubernetesClient client) {
  public <R extends ApiResource> Pass<R> of(ResourceInPass<R> work) {
    return new Pass<>(work, this);
  }
}
