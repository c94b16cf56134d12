package dev.heel.query;

import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Expression.Text;
import dev.heel.query.tree.Span;
import java.util.regex.Pattern;

/** Words, numbers and texts in quotes. */
final class Literals {
  private static final Pattern BEFORE_EXPONENT = Pattern.compile("[0-9.]{1,40}[eE]");
  private static final int SHOWN = 40;

  private Literals() {}

  /** Whether a text in quotes begins; within other quotes its own are escaped. */
  static boolean isQuote(Cursor cursor) {
    return isQuote(cursor.peek()) || cursor.peek() == '\\' && isQuote(cursor.peek(1));
  }

  private static boolean isQuote(char each) {
    return each == '"' || each == '\'';
  }

  static Text text(Cursor cursor) {
    int start = cursor.position();
    boolean escaped = cursor.peek() == '\\';
    cursor.move(escaped ? 1 : 0);
    char quote = cursor.peek();
    cursor.move(1);
    int content = cursor.position();
    while (!cursor.atEnd()) {
      int closing = escaped ? 1 : 0;
      if (cursor.peek(closing) == quote && (!escaped || cursor.peek() == '\\')) {
        String text = cursor.since(content);
        cursor.move(closing + 1);
        return new Text(text, cursor.spanSince(start));
      }
      cursor.move(cursor.peek() == '\\' && !escaped ? 2 : 1);
    }
    throw cursor.broken(new Span(start, 1), "this quote is never closed", "" + quote);
  }

  /** A name or number, references in it included; empty if none stands here. */
  static Name word(Cursor cursor) {
    int start = cursor.position();
    while (!cursor.atEnd() && isWordPart(cursor)) {
      if (!cursor.acceptReference()) {
        cursor.move(1);
      }
    }
    boolean exponent = cursor.peek() == '-' || cursor.peek() == '+';
    if (exponent && BEFORE_EXPONENT.matcher(cursor.since(start)).matches()) {
      cursor.move(1);
      cursor.take(Character::isDigit);
    }
    return new Name(cursor.since(start), cursor.spanSince(start));
  }

  private static boolean isWordPart(Cursor cursor) {
    char each = cursor.peek();
    boolean reference = each == '$' || cursor.isTemplate();
    return Cursor.isWordPart(each) || each == '.' || reference;
  }

  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
