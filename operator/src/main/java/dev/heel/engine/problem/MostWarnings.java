package dev.heel.engine.problem;

import dev.heel.resource.Problem;
import dev.heel.resource.Reference.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * More warnings than anybody reads are cut, and said to be; errors never are, since each of them
 * keeps a resource from being applied. The one place that cuts: what comes here is complete, and
 * the warnings that nobody wants to hear are gone already.
 */
public final class MostWarnings {
  /** How many of one resource are told. */
  public static final int MOST = 100;

  /** The id of the rule under which the rest is counted. */
  public static final String RULE = "more-warnings";

  private MostWarnings() {}

  /** How many of them are cut. */
  public static <T> int cut(List<T> told, Predicate<T> isError) {
    long warnings = told.stream().filter(isError.negate()).count();
    return (int) Math.max(0, warnings - MOST);
  }

  /**
   * The warning that counts what is left out.
   *
   * @param resource whose warnings they are
   */
  public static Problem more(int cut, Target resource) {
    return Problem.warning(
        RULE,
        "",
        "and %d more warnings of %s".formatted(cut, resource),
        "Fix or silence these to see them.");
  }

  /**
   * All errors and the first warnings, in their order; then, if some are left out, one that says
   * how many.
   *
   * @param more makes the last one of the number of those that are left out
   */
  public static <T> List<T> of(List<T> told, Predicate<T> isError, IntFunction<T> more) {
    int cut = cut(told, isError);
    if (cut == 0) {
      return told;
    }
    List<T> kept = new ArrayList<>();
    int warnings = 0;
    for (T each : told) {
      if (isError.test(each) || warnings++ < MOST) {
        kept.add(each);
      }
    }
    kept.add(more.apply(cut));
    return List.copyOf(kept);
  }
}
