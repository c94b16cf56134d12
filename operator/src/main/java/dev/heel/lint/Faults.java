package dev.heel.lint;

import dev.heel.engine.problem.RuleFault;
import dev.heel.manifest.Manifest;
import java.util.List;
import java.util.function.Supplier;

/** Asks rules about a manifest; one that throws costs one finding, and no other. */
final class Faults {
  private Faults() {}

  /** What a rule finds; where it throws, that. */
  static List<Finding> guarded(Manifest manifest, Supplier<List<Finding>> rule) {
    return RuleFault.guarded(rule, e -> of(manifest, e));
  }

  /**
   * The same of a rule over all manifests, where nobody can say which of them it met; told at the
   * first. Without any there is nothing that it could have met.
   */
  static List<Finding> guarded(List<Manifest> manifests, Supplier<List<Finding>> rule) {
    return manifests.isEmpty() ? rule.get() : guarded(manifests.get(0), rule);
  }

  static Finding of(Manifest manifest, Throwable failure) {
    return Marks.finding(manifest, RuleFault.of(Across.target(manifest), failure));
  }
}
