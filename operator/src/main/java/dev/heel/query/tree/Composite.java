package dev.heel.query.tree;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a composite monitor joins (Datadog documentation, "Monitors: Composite"): {@code 12 && !(34
 * || $(DatadogMonitor/a))}.
 */
public sealed interface Composite {
  Span span();

  /** All monitors in it, in the order of the text. */
  default Stream<Monitor> monitors() {
    if (this instanceof Monitor monitor) {
      return Stream.of(monitor);
    }
    if (this instanceof Not not) {
      return not.operand().monitors();
    }
    return ((Joined) this).parts().stream().flatMap(Composite::monitors);
  }

  /** A monitor, by its id or by Heel's reference to it. */
  record Monitor(String text, Span span) implements Composite {}

  /** {@code !a}. */
  record Not(Composite operand, Span span) implements Composite {}

  /**
   * @param operator {@code &&} or {@code ||}
   */
  record Joined(String operator, List<Composite> parts, Span span) implements Composite {}
}
