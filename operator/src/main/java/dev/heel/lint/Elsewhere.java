package dev.heel.lint;

import dev.heel.lint.Validation.Extent;
import dev.heel.resource.Forms;
import dev.heel.resource.Problem;
import dev.heel.resource.Reference.Target;
import java.util.Optional;

/** Something that a manifest names, and that is not among the files. */
final class Elsewhere {
  private static final String RULE = "reference-elsewhere";

  private Elsewhere() {}

  /**
   * An error where the files are all that there is; nothing of a name that no object can have,
   * since its form is told.
   *
   * @param pointer where it is named
   * @param otherwise what to know where the cluster may have it
   */
  static Optional<Problem> problem(Extent extent, Target named, String pointer, String otherwise) {
    return Forms.isObjectName(named.name())
        ? Optional.of(missing(extent, named, pointer, otherwise))
        : Optional.empty();
  }

  private static Problem missing(Extent extent, Target named, String pointer, String otherwise) {
    String what = "no " + named + " among these files";
    return extent == Extent.WHOLE
        ? Problem.error(RULE, pointer, what, "Add it, or say --partial if the cluster has it.")
        : Problem.warning(RULE, pointer, what, otherwise);
  }

  /** The same of a ConfigMap, whose content is looked at where it is at hand. */
  static Optional<Problem> configMap(Extent extent, String namespace, String name, String pointer) {
    Target named = new Target("ConfigMap", namespace, name);
    return problem(extent, named, pointer, "What it holds is not checked here.");
  }
}
