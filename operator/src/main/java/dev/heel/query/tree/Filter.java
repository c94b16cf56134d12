package dev.heel.query.tree;

import java.util.List;

/**
 * What stands in the braces of a metric query (Datadog documentation, "Metrics: Advanced
 * filtering").
 */
public sealed interface Filter {
  Span span();

  /**
   * A tag, {@code env:prod}, {@code host:web-*}, {@code *}, or a template variable, {@code $env}.
   */
  record Tag(String text, Span span) implements Filter {
    public boolean isEverything() {
      return text.equals("*");
    }

    /** What stands before the first colon; all of it if there is none. */
    public String key() {
      int colon = text.indexOf(':');
      return colon < 0 ? text : text.substring(0, colon);
    }

    /** What stands behind the first colon; empty if there is none. */
    public String value() {
      int colon = text.indexOf(':');
      return colon < 0 ? "" : text.substring(colon + 1).strip();
    }
  }

  /** {@code zone IN (a, b)}, {@code zone NOT IN (a, b)}. */
  record In(Tag key, boolean negated, List<Tag> values, Span span) implements Filter {}

  /** {@code zone:(a OR b)}. */
  record Values(String key, Filter values, Span span) implements Filter {}

  /**
   * @param operator {@code !}, {@code -} or {@code NOT}
   */
  record Not(String operator, Filter operand, Span span) implements Filter {}

  /**
   * Parts that are joined in the same way.
   *
   * @param operator {@code ","}, {@code AND}, {@code OR}, or a space if nothing stands between them
   */
  record Joined(String operator, List<Filter> parts, Span span) implements Filter {}
}
