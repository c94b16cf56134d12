package dev.heel.query;

import dev.heel.query.tree.Comparison;
import dev.heel.query.tree.Expression.Name;
import java.util.Map;
import java.util.Optional;

/** Reads the comparison that ends a query. */
final class ComparisonReader {
  private static final String OPERATORS = "<>=!";
  private static final String COMPARISON = "a comparison such as > 5";

  /** Slips, and what is meant by them. */
  private static final Map<String, String> SLIPS =
      Map.of("=>", ">=", "=<", "<=", "><", "!=", "<>", "!=", "=", "==", "!", "!=");

  private final Cursor cursor;

  ComparisonReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /** The last of a text; empty if it has none, or something stands behind it. */
  static Optional<Comparison> atEnd(String text) {
    int last = text.length() - 1;
    while (last >= 0 && OPERATORS.indexOf(text.charAt(last)) < 0) {
      last--;
    }
    if (last < 0) {
      return Optional.empty();
    }
    boolean two = last > 0 && text.substring(last - 1, last + 1).matches("[<>=!]=");
    Cursor cursor = new Cursor(text);
    cursor.move(two ? last - 1 : last);
    ComparisonReader reader = new ComparisonReader(cursor);
    return cursor
        .read(
            () -> {
              Comparison found = reader.comparison();
              reader.end();
              return found;
            })
        .value();
  }

  Comparison comparison() {
    cursor.skipSpace();
    int start = cursor.position();
    if (cursor.peek() == ')') {
      throw cursor.broken(cursor.here(), "this bracket was never opened", COMPARISON);
    }
    String operator = cursor.take(each -> OPERATORS.indexOf(each) >= 0);
    if (operator.isEmpty()) {
      throw cursor.expected(COMPARISON);
    }
    if (!operator.matches("<=?|>=?|==|!=")) {
      String meant = SLIPS.getOrDefault(operator, ">");
      String what = Literals.shown(operator) + " is no comparison";
      throw cursor.broken(cursor.spanSince(start), what, meant);
    }
    Name number = number();
    return new Comparison(operator, number.name(), number.span(), cursor.spanSince(start));
  }

  void end() {
    cursor.skipSpace();
    if (!cursor.atEnd()) {
      throw cursor.expected("the end of the query");
    }
  }

  private Name number() {
    cursor.skipSpace();
    int start = cursor.position();
    if (cursor.peek() == '-' || cursor.peek() == '+') {
      cursor.move(1);
    }
    Name word = Literals.word(cursor);
    Name number = new Name(cursor.since(start), cursor.spanSince(start));
    boolean elsewhere = word.name().equals("threshold") || word.name().contains("$");
    boolean template = word.name().contains("{{");
    if (!elsewhere && !template && Comparison.number(number.name()).isEmpty()) {
      throw word.name().isEmpty()
          ? cursor.expected("a number")
          : cursor.broken(
              number.span(), Literals.shown(number.name()) + " is no number", "a number");
    }
    return number;
  }
}
