package dev.heel.engine.problem;

import dev.heel.resource.Problem;
import dev.heel.resource.Reference.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What becomes of a rule that throws: one error of the resource that it looked at, so that a fault
 * of Heel's hides nothing that the other rules find. Rules are meant never to throw; this is the
 * net below them.
 */
public final class RuleFault {
  /** The id under which it is told; an error, so that nobody can silence it. */
  public static final String RULE = "internal";

  private static final String OURS = "dev.heel.";

  private RuleFault() {}

  /**
   * What a rule says; where it throws, only what is told of that.
   *
   * @param told makes the one thing to tell of what was thrown
   */
  public static <T> List<T> guarded(Supplier<? extends List<T>> rule, Function<Throwable, T> told) {
    try {
      return rule.get();
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(told.apply(e));
    }
  }

  /**
   * The problem to tell. It names the place in Heel's source and quotes no text of the exception,
   * which may hold a part of the spec.
   *
   * @param resource what the rule looked at
   */
  public static Problem of(Target resource, Throwable failure) {
    return Problem.error(
        RULE,
        "",
        "Heel itself failed on %s: %s in %s"
            .formatted(resource, failure.getClass().getSimpleName(), place(failure)),
        "This is a fault of Heel, and hides nothing else. Please report this line, with the"
            + " manifest.");
  }

  /** {@code MonitorChecks.tags, line 12}: the innermost of Heel's own methods. */
  private static String place(Throwable failure) {
    Optional<StackTraceElement> own =
        Arrays.stream(failure.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(OURS))
            .findFirst();
    return own.map(
            frame ->
                "%s.%s, line %d"
                    .formatted(
                        frame.getClassName().replaceFirst(".*\\.", ""),
                        frame.getMethodName(),
                        frame.getLineNumber()))
        .orElse("an unknown place");
  }
}
