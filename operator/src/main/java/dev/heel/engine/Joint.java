package dev.heel.engine;

import dev.heel.engine.problem.IgnoredRules;
import dev.heel.resource.Problem;
import java.util.List;

/**
 * What several resources come to together, told where it can be fixed.
 *
 * @param at the resource in which it can be fixed
 * @param problem at its place there
 * @param drawing lines that show it, between the problem's message and its remedy; empty if none do
 * @param concerned all that it is about, the one where it can be fixed among them
 */
public record Joint(Draft at, Problem problem, List<String> drawing, List<Draft> concerned) {
  /** Whether one of those that it is about does not want to hear of it. */
  public boolean isSilenced() {
    return concerned.stream()
        .anyMatch(draft -> IgnoredRules.of(draft.resource()).without(List.of(problem)).isEmpty());
  }
}
