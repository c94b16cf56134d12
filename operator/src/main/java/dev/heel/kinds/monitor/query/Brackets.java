package dev.heel.kinds.monitor.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Round, square and curly brackets of a query; what stands in quotes is text. */
public final class Brackets {
  private static final String OPEN = "([{";
  private static final String CLOSED = ")]}";

  private Brackets() {}

  /**
   * A bracket without its other half.
   *
   * @param offset where it is in the query
   */
  public record Odd(char bracket, int offset) {
    public boolean opens() {
      return OPEN.indexOf(bracket) >= 0;
    }

    /** The half that is missing. */
    public char other() {
      return opens() ? CLOSED.charAt(OPEN.indexOf(bracket)) : OPEN.charAt(CLOSED.indexOf(bracket));
    }
  }

  /** The first that is closed by none, or by another, or that closes none. */
  public static Optional<Odd> odd(String query) {
    Deque<Odd> open = new ArrayDeque<>();
    char quote = 0;
    for (int i = 0; i < query.length(); i++) {
      char each = query.charAt(i);
      if (quote != 0) {
        i += each == '\\' ? 1 : 0;
        quote = each == quote ? 0 : quote;
      } else if (each == '"' || each == '\'') {
        quote = each;
      } else if (OPEN.indexOf(each) >= 0) {
        open.push(new Odd(each, i));
      } else if (CLOSED.indexOf(each) >= 0) {
        if (open.isEmpty()) {
          return Optional.of(new Odd(each, i));
        }
        if (open.peek().other() != each) {
          return Optional.of(open.peek());
        }
        open.pop();
      }
    }
    return Optional.ofNullable(open.peekLast());
  }
}
