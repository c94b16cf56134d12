package dev.heel.query;

import dev.heel.query.Complaint.Kind;
import dev.heel.query.tree.SearchQuery;
import dev.heel.query.tree.Span;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads a search of logs, events, spans or RUM (Datadog documentation, "Logs: Search syntax") as
 * far as it can be done safely: quotes and brackets have two halves, AND, OR and NOT have operands.
 * What it finds may still be searched for as a text, so it is a suspicion, never a break.
 */
final class SearchReader {
  private static final int LONGEST_RANGE = 300;
  private static final String OPERANDS = "a term, such as service:web";

  private final Cursor cursor;
  private final boolean quoted;
  private final Deque<Span> open = new ArrayDeque<>();
  private Span operator;
  private boolean hasTerm;

  /**
   * @param quoted whether the search itself stands in quotes, so that its own are escaped
   */
  SearchReader(Cursor cursor, boolean quoted) {
    this.cursor = cursor;
    this.quoted = quoted;
  }

  SearchQuery search() {
    int start = cursor.position();
    for (cursor.skipSpace(); !cursor.atEnd(); cursor.skipSpace()) {
      step();
    }
    if (operator != null) {
      suspect(operator, "nothing stands behind " + cursor.text(operator), OPERANDS);
    }
    if (!open.isEmpty()) {
      suspect(open.peekLast(), "this bracket is never closed", ")");
    }
    return new SearchQuery(cursor.since(start), cursor.spanSince(start));
  }

  private void step() {
    Span here = new Span(cursor.position(), 1);
    if (cursor.accept('(')) {
      open.push(here);
      operator = null;
      hasTerm = false;
    } else if (cursor.accept(')')) {
      close(here);
    } else {
      word();
    }
  }

  private void close(Span bracket) {
    if (open.isEmpty()) {
      suspect(bracket, "this bracket was never opened", "(");
    } else {
      open.pop();
    }
    if (operator != null) {
      suspect(operator, "nothing stands behind " + cursor.text(operator), OPERANDS);
    }
    operator = null;
    hasTerm = true;
  }

  private void word() {
    int start = cursor.position();
    while (!cursor.atEnd() && !Cursor.isSpace(cursor.peek()) && "()".indexOf(cursor.peek()) < 0) {
      part();
    }
    Span span = cursor.spanSince(start);
    String word = span.length() > 3 ? "" : cursor.text(span);
    boolean joins = word.equals("AND") || word.equals("OR");
    if (joins && !hasTerm) {
      suspect(span, "nothing stands before " + word, OPERANDS);
    }
    operator = joins || word.equals("NOT") ? span : null;
    hasTerm = operator == null;
  }

  private void part() {
    if (cursor.acceptReference()) {
      return;
    }
    boolean escape = cursor.peek() == '\\';
    if (quoted ? escape && cursor.peek(1) == '"' : cursor.peek() == '"') {
      text();
    } else if (cursor.peek() == '[' || cursor.peek() == '{') {
      range();
    } else {
      cursor.move(escape ? 2 : 1);
    }
  }

  private void text() {
    int start = cursor.position();
    int half = quoted ? 2 : 1;
    cursor.move(half);
    while (!cursor.atEnd()) {
      boolean escape = cursor.peek() == '\\';
      if (cursor.peek(half - 1) == '"' && (!quoted || escape)) {
        cursor.move(half);
        return;
      }
      cursor.move(escape ? 2 : 1);
    }
    suspect(new Span(start, half), "this quote is never closed", "\"");
  }

  /** {@code [200 TO 299]}, in which spaces part nothing. */
  private void range() {
    int length = 1;
    while (length < LONGEST_RANGE && "]}\n\0".indexOf(cursor.peek(length)) < 0) {
      length++;
    }
    cursor.move("]}".indexOf(cursor.peek(length)) < 0 ? 1 : length + 1);
  }

  private void suspect(Span at, String what, String expected) {
    cursor.complain(Kind.SUSPECT, at, what, expected);
  }
}
