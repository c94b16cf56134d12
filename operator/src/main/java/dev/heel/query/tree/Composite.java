package dev.heel.query.tree;

import java.util.List;

/**
 * What a composite monitor joins (Datadog documentation, "Monitors: Composite"): {@code 12 && !(34
 * || $(DatadogMonitor/a))}.
 */
public sealed interface Composite {
  Span span();

  /** A monitor, by its id or by Heel's reference to it. */
  record Monitor(String text, Span span) implements Composite {}

  /** {@code !a}. */
  record Not(Composite operand, Span span) implements Composite {}

  /**
   * @param operator {@code &&} or {@code ||}
   */
  record Joined(String operator, List<Composite> parts, Span span) implements Composite {}
}
