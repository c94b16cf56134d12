package dev.heel.operator.status;

import dev.heel.resource.Problem;
import java.util.Comparator;
import java.util.List;

/** Problems as one text for a condition; errors first, and as many as somebody reads there. */
public final class ProblemText {
  private static final int MOST = 20;

  private ProblemText() {}

  /** The text; empty if there is no problem. */
  public static String of(List<Problem> problems) {
    List<String> all =
        problems.stream()
            .sorted(Comparator.comparing(Problem::severity))
            .map(Problem::sentence)
            .distinct()
            .toList();
    String told = String.join(" ", all.subList(0, Math.min(all.size(), MOST)));
    int left = all.size() - MOST;
    return left <= 0 ? told : told + " And %d more; heel validate shows them all.".formatted(left);
  }
}
