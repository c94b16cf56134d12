package dev.heel.query;

import dev.heel.query.Complaint.Kind;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Span;
import dev.heel.query.tree.TimeAggregation;
import dev.heel.query.tree.Window;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the head of a metric monitor's query, {@code avg(last_5m):}. */
final class TimeReader {
  private static final Pattern HEAD =
      Pattern.compile("\\(\\s{0,9}(?:\\w{1,30}\\s{0,9}\\(\\s{0,9})?(?:last|next|current).*");

  /** Brackets of one word and a colon, whatever the word. */
  private static final Pattern ANY_HEAD =
      Pattern.compile("\\(\\s{0,9}[\\w.${}-]{1,40}\\s{0,9}\\)\\s{0,9}:.*");

  private static final int LONGEST_HEAD = 90;

  private final Cursor cursor;

  TimeReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Whether the brackets that begin here are those of a time aggregation. */
  boolean isWindow() {
    String head = cursor.ahead(LONGEST_HEAD).replace('\n', ' ');
    return HEAD.matcher(head).matches() || ANY_HEAD.matcher(head).matches();
  }

  /**
   * @param name the word that was read before its brackets
   */
  TimeAggregation aggregation(Name name) {
    checkKnown(name);
    open();
    Name first = word();
    Optional<Name> changed = Optional.empty();
    if (cursor.accept('(')) {
      checkKnown(first);
      changed = Optional.of(first);
      first = word();
      close();
    }
    Window window = checked(first);
    Optional<Window> shift = Optional.empty();
    if (cursor.accept(',')) {
      Name word = word();
      shift = Optional.of(new Window(word.name(), word.span()));
    }
    close();
    Span span = cursor.spanSince(name.span().offset());
    if (!cursor.accept(':')) {
      throw cursor.expected(":");
    }
    return new TimeAggregation(name, changed, window, shift, span);
  }

  private void checkKnown(Name name) {
    if (Aggregations.TIME.contains(name.name())) {
      return;
    }
    String what = Literals.shown(name.name()) + " is no time aggregation of Datadog's";
    Aggregations.complain(cursor, name, what, Aggregations.TIME);
  }

  private Window checked(Name word) {
    Window window = new Window(word.name(), word.span());
    if (!window.isMetric() && !word.name().contains("$") && !word.name().contains("{{")) {
      String what = Literals.shown(word.name()) + " is no length of time";
      cursor.complain(Kind.BROKEN, word.span(), what, "last_5m");
    }
    return window;
  }

  private Name word() {
    cursor.skipSpace();
    Name word = Literals.word(cursor);
    if (word.name().isEmpty()) {
      throw cursor.expected("last_5m");
    }
    return word;
  }

  private void open() {
    if (!cursor.accept('(')) {
      throw cursor.expected("(");
    }
  }

  private void close() {
    if (!cursor.accept(')')) {
      throw cursor.expected(")");
    }
  }
}
