package dev.heel.query;

import dev.heel.query.tree.Composite;
import dev.heel.query.tree.Composite.Joined;
import dev.heel.query.tree.Composite.Monitor;
import dev.heel.query.tree.Composite.Not;
import dev.heel.query.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads composites: {@code ||} binds less than {@code &&}, and {@code !} most. */
final class CompositeReader {
  /** A reference to an object by its id, not by its address. */
  private static final Pattern OBJECT = Pattern.compile("\\$\\([A-Za-z]+/[^/]+(?<!\\.url)\\)");

  private final Cursor cursor;

  CompositeReader(Cursor cursor) {
    this.cursor = cursor;
  }

  Composite composite() {
    Composite all = disjunction();
    cursor.skipSpace();
    if (cursor.peek() == ')') {
      throw cursor.broken(cursor.here(), "this bracket was never opened", "&& or ||");
    }
    if (!cursor.atEnd()) {
      throw cursor.expected("&& or ||");
    }
    return all;
  }

  private Composite disjunction() {
    return cursor.nested(() -> joined("||", () -> joined("&&", this::operand)));
  }

  private Composite joined(String operator, Supplier<Composite> part) {
    Composite first = part.get();
    List<Composite> parts = new ArrayList<>(List.of(first));
    cursor.skipSpace();
    while (cursor.startsWith(operator)) {
      cursor.move(operator.length());
      parts.add(part.get());
      cursor.skipSpace();
    }
    int end = parts.get(parts.size() - 1).span().end();
    Span span = Span.between(first.span().offset(), end);
    return parts.size() == 1 ? first : new Joined(operator, List.copyOf(parts), span);
  }

  private Composite operand() {
    cursor.skipSpace();
    int start = cursor.position();
    if (cursor.accept('!')) {
      Composite operand = cursor.nested(this::operand);
      return new Not(operand, Span.between(start, operand.span().end()));
    }
    if (cursor.accept('(')) {
      Composite inner = disjunction();
      if (!cursor.accept(')')) {
        throw cursor.atEnd()
            ? cursor.broken(new Span(start, 1), "this bracket is never closed", ")")
            : cursor.expected("&&, || or )");
      }
      return inner;
    }
    if (!cursor.acceptReference() && cursor.take(Character::isDigit).isEmpty()) {
      throw cursor.expected("a monitor");
    }
    String monitor = cursor.since(start);
    if (monitor.startsWith("$") && !OBJECT.matcher(monitor).matches()) {
      String what = Literals.shown(monitor) + " is no monitor";
      throw cursor.broken(cursor.spanSince(start), what, "$(KIND/NAME) of a monitor");
    }
    return new Monitor(monitor, cursor.spanSince(start));
  }
}
