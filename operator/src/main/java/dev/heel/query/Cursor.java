package dev.heel.query;

import dev.heel.engine.read.Nearest;
import dev.heel.query.Complaint.Kind;
import dev.heel.query.tree.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * A place in a text that moves on, and the complaints about it. It looks a bounded way ahead, and
 * goes back over spaces alone, so that the time to read a text grows with its length.
 */
final class Cursor {
  /** No query that people write is as deep; a stack is not endless. */
  private static final int DEEPEST = 200;

  private static final int MOST_COMPLAINTS = 20;
  private static final int LONGEST_REFERENCE = 300;

  private final String text;
  private final List<Complaint> complaints = new ArrayList<>();
  private int position;
  private int end;
  private int depth;

  Cursor(String text) {
    this.text = text;
    this.end = text.length();
  }

  /** Reads with {@code reader}; what it throws at a broken place becomes an empty value. */
  <T> Reading<T> read(Supplier<T> reader) {
    Optional<T> value;
    try {
      value = Optional.of(reader.get());
    } catch (Unreadable broken) {
      value = Optional.empty();
    }
    complaints.sort(Comparator.comparingInt((Complaint each) -> each.at().offset()));
    return new Reading<>(value, List.copyOf(complaints));
  }

  /** Reads one part of the text, such as what stands in quotes, as a language of its own. */
  <T> T within(Span part, Supplier<T> reader) {
    int after = position;
    int outerEnd = end;
    position = part.offset();
    end = part.end();
    T value = reader.get();
    position = after;
    end = outerEnd;
    return value;
  }

  /** Reads what may stand in itself. */
  <T> T nested(Supplier<T> reader) {
    if (++depth > DEEPEST) {
      throw broken(here(), "this stands more than " + DEEPEST + " brackets deep", "fewer brackets");
    }
    T value = reader.get();
    depth--;
    return value;
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position >= end;
  }

  /** The character here; NUL at the end. */
  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    return position + ahead < end ? text.charAt(position + ahead) : 0;
  }

  boolean startsWith(String prefix) {
    return startsWith(prefix, 0);
  }

  boolean startsWith(String prefix, int ahead) {
    int at = position + ahead;
    return at + prefix.length() <= end && text.startsWith(prefix, at);
  }

  /** Moves on, at most to the end; a negative number of what was just passed moves back. */
  void move(int characters) {
    position = Math.min(position + characters, end);
  }

  void skipSpace() {
    while (position < end && isSpace(text.charAt(position))) {
      position++;
    }
  }

  static boolean isSpace(char each) {
    return Character.isWhitespace(each) || each == '\u00a0';
  }

  /** Whether the next thing is that character; then it is passed. */
  boolean accept(char wanted) {
    skipSpace();
    if (peek() != wanted || atEnd()) {
      return false;
    }
    position++;
    return true;
  }

  /** All characters from here that fit. */
  String take(IntPredicate fits) {
    int start = position;
    while (position < end && fits.test(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  /** What was passed since {@code start}. */
  String since(int start) {
    return text.substring(start, position);
  }

  /** The next characters, at most so many. */
  String ahead(int most) {
    return text.substring(position, Math.min(end, position + most));
  }

  /** All that is left; passed. */
  String rest() {
    int start = position;
    position = end;
    return since(start);
  }

  String text(Span span) {
    return text.substring(span.offset(), span.end());
  }

  Span spanSince(int start) {
    return Span.between(start, position);
  }

  /**
   * Passes what is no text of Datadog's: a reference of Heel's, {@code $(DatadogMonitor/a)}, or a
   * template, {@code {{ name }}}. Both pass through every language.
   */
  boolean acceptReference() {
    String close = startsWith("$(") ? ")" : isTemplate() ? "}}" : startsWith("${") ? "}" : "";
    if (close.isEmpty()) {
      return false;
    }
    int limit = Math.min(end, position + LONGEST_REFERENCE);
    int found = text.substring(position, limit).indexOf(close);
    if (found < 0) {
      return false;
    }
    position += found + close.length();
    return true;
  }

  /** Whether a template, which is closed, begins here, and not a brace with one in it. */
  boolean isTemplate() {
    return startsWith("{{") && !startsWith("{{{") && ahead(LONGEST_REFERENCE).contains("}}");
  }

  /** The word or character that stands here; nothing at the end. */
  Span here() {
    int length = 0;
    while (length < LONGEST_REFERENCE && isWordPart(peek(length))) {
      length++;
    }
    if (length > 0 || atEnd()) {
      return new Span(position, length);
    }
    boolean pair = startsWith("&&") || startsWith("||") || Character.isHighSurrogate(peek());
    return new Span(position, pair && position + 1 < end ? 2 : 1);
  }

  static boolean isWordPart(int each) {
    return each == '_' || each < 128 && Character.isLetterOrDigit(each);
  }

  /** Breaks off: the last complaint of a reading, so it is kept however many there are. */
  Unreadable broken(Complaint last) {
    complaints.add(last);
    return new Unreadable();
  }

  Unreadable broken(Span at, String what, String expected) {
    return broken(new Complaint(Kind.BROKEN, at, what, expected, Optional.empty()));
  }

  /** Breaks off here: something else was expected. */
  Unreadable expected(String wanted) {
    String found = atEnd() ? "the query ends" : Literals.shown(text(here())) + " stands";
    return broken(here(), found + " where " + wanted + " is expected", wanted);
  }

  void complain(Kind kind, Span at, String what, String expected) {
    add(new Complaint(kind, at, what, expected, Optional.empty()));
  }

  /**
   * Of a word that is none of {@code known}.
   *
   * @param expected what the known ones are
   */
  void unknown(Span at, String what, String expected, Collection<String> known) {
    if (complaints.size() < MOST_COMPLAINTS) {
      add(new Complaint(Kind.UNKNOWN, at, what, expected, Nearest.to(text(at), known)));
    }
  }

  void add(Complaint complaint) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(complaint);
    }
  }
}
