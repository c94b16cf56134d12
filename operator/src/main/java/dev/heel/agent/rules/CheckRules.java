package dev.heel.agent.rules;

import dev.heel.agent.check.CheckDraft;
import dev.heel.resource.Problem;
import java.util.List;

/** All that can be wrong with one check. */
public final class CheckRules {
  /** How many problems one rule tells of one check. */
  static final int MOST = 20;

  private CheckRules() {}

  /** One requirement, as a method reference whose name reads as the requirement. */
  @FunctionalInterface
  interface Rule {
    /** Never throws, whatever the spec holds. */
    List<Problem> problems(CheckDraft draft, Grounds grounds);
  }

  private static final List<Rule> RULES =
      List.of((draft, grounds) -> draft.unreadable(), ShapeRules::saysWhatIsRun);

  /** In the order of the rules; errors keep it from the Agents. */
  public static List<Problem> problems(CheckDraft draft, Grounds grounds) {
    return RULES.stream()
        .flatMap(rule -> rule.problems(draft, grounds).stream().limit(MOST))
        .toList();
  }
}
