package dev.heel.agent.rules;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckSpec;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What the CRD's rules say too, for resources that did not pass them. */
final class ShapeRules {
  private ShapeRules() {}

  static List<Problem> saysWhatIsRun(CheckDraft draft, Grounds grounds) {
    CheckSpec spec = draft.spec();
    long kinds =
        Stream.of(spec.integration, spec.python, spec.pythonFrom, spec.jmx)
            .filter(Objects::nonNull)
            .count();
    return kinds == 1
        ? List.of()
        : List.of(
            Problem.error(
                "check-kind",
                "/spec",
                kinds == 0 ? "nothing says what is run" : "several things are run",
                "Keep exactly one of integration, python, pythonFrom and jmx."));
  }
}
