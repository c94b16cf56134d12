package dev.heel.query.tree;

/**
 * A place in a query's text.
 *
 * @param offset where it starts, in UTF-16 units
 * @param length 0 for the place after the last character
 */
public record Span(int offset, int length) {
  public static Span between(int start, int end) {
    return new Span(start, end - start);
  }

  public int end() {
    return offset + length;
  }
}
