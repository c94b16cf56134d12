package dev.heel.operator;

import dev.heel.operator.api.Passes;
import dev.heel.operator.api.Resolutions;
import dev.heel.operator.api.Writes;
import dev.heel.operator.api.removal.Cleanups;
import dev.heel.operator.api.removal.Successions;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.wake.Wakers;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The passes over resources of the API: living, being deleted, and gone. */
record ApiPasses(OperatorOptions options, Passes passes, Cleanups cleanups, GoneResources gone) {
  /**
   * @param names where passes find what resources name
   * @param late how objects go that need not go at once
   */
  static ApiPasses of(KubernetesClient client, Resolutions names, Successions late, Wakers wakers) {
    OperatorOptions options = late.removals().options();
    FailureOutcomes failures = new FailureOutcomes(options.timing(), late.attempts());
    return new ApiPasses(
        options,
        new Passes(
            names,
            new Writes(
                late.removals().leadership(), options.timing(), names.access().accounts(), late),
            late.removals(),
            failures,
            wakers,
            client),
        new Cleanups(
            names.access(),
            late.removals(),
            names.referrers(),
            names.controllers(),
            late.grace(),
            failures),
        new GoneResources(names.access().accounts(), names.referrers(), wakers, late));
  }
}
