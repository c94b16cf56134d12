package dev.heel.query;

import dev.heel.query.Complaint.Kind;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Span;
import java.util.ArrayList;
import java.util.List;

/** The braces of a filter or of groups. */
final class Braces {
  private static final String ENDS_NAME = ",{}";

  private final Cursor cursor;
  private int opened;

  Braces(Cursor cursor) {
    this.cursor = cursor;
  }

  void open() {
    opened = cursor.position();
    cursor.move(1);
  }

  boolean isEmpty() {
    cursor.skipSpace();
    return cursor.peek() == '}';
  }

  /** Datadog refuses a line break in them (DataDog/terraform-provider-datadog#1606). */
  void close() {
    close(opened, '}', "brace");
    int line = cursor.since(opened).indexOf('\n');
    if (line >= 0) {
      Span at = new Span(opened + line, 1);
      cursor.complain(Kind.BROKEN, at, "a line ends within the braces", "one line");
    }
  }

  void closeBracket(int open) {
    close(open, ')', "bracket");
  }

  Unreadable unclosed() {
    return cursor.broken(new Span(opened, 1), "this brace is never closed", "}");
  }

  private void close(int open, char half, String name) {
    cursor.skipSpace();
    if (cursor.atEnd() || half == ')' && cursor.peek() == '}') {
      throw cursor.broken(new Span(open, 1), "this " + name + " is never closed", "" + half);
    }
    if (!cursor.accept(half)) {
      throw cursor.expected("" + half);
    }
  }

  /** The names in {@code {host,zone}}. */
  List<Name> names() {
    open();
    List<Name> names = new ArrayList<>();
    do {
      cursor.skipSpace();
      name(names);
    } while (cursor.accept(','));
    close();
    return List.copyOf(names);
  }

  private void name(List<Name> names) {
    int start = cursor.position();
    int before;
    do {
      before = cursor.position();
      passPart();
    } while (cursor.position() > before);
    String name = cursor.since(start).stripTrailing();
    Span span = new Span(start, name.length());
    if (name.isEmpty()) {
      throw cursor.atEnd()
          ? unclosed()
          : cursor.broken(cursor.here(), "a group is missing here", "by {host}");
    }
    if (name.chars().anyMatch(Character::isWhitespace)) {
      cursor.complain(Kind.SUSPECT, span, "commas separate groups", "by {host,zone}");
    }
    names.add(new Name(name, span));
  }

  private void passPart() {
    if (!cursor.acceptReference() && !cursor.atEnd() && ENDS_NAME.indexOf(cursor.peek()) < 0) {
      cursor.move(1);
    }
  }
}
