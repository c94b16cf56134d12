package dev.heel.query;

import dev.heel.query.Complaint.Kind;
import dev.heel.query.tree.Filter;
import dev.heel.query.tree.Filter.In;
import dev.heel.query.tree.Filter.Joined;
import dev.heel.query.tree.Filter.Not;
import dev.heel.query.tree.Filter.Tag;
import dev.heel.query.tree.Filter.Values;
import dev.heel.query.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Reads the filter of a metric query. Commas bind least, then OR, then AND; two terms that only a
 * space parts are read as joined, too.
 */
final class FilterReader {
  private static final String TAG = "* or a tag such as env:prod";
  private static final String NO_TAG = ",(){}\"";
  private static final int LONGEST_WORD_GAP = 20;

  private final Cursor cursor;
  private final Braces braces;

  FilterReader(Cursor cursor) {
    this.cursor = cursor;
    this.braces = new Braces(cursor);
  }

  /** From the brace that opens it to the one that closes it. */
  Filter filter() {
    braces.open();
    Filter filter = braces.isEmpty() ? everything() : list();
    braces.close();
    return filter;
  }

  /** Empty braces are read as all; whether Datadog reads them is not recorded. */
  private Filter everything() {
    cursor.complain(Kind.SUSPECT, cursor.here(), "no tag stands in the braces", "{*}");
    return new Tag("*", new Span(cursor.position(), 0));
  }

  private Filter list() {
    return cursor.nested(() -> joined(",", this::disjunction, () -> cursor.accept(',')));
  }

  private Filter disjunction() {
    return joined("OR", this::conjunction, () -> acceptWord("OR"));
  }

  private Filter conjunction() {
    return joined("AND", this::sequence, () -> acceptWord("AND"));
  }

  private Filter sequence() {
    return joined(" ", this::negation, this::isTerm);
  }

  private Filter joined(String operator, Supplier<Filter> part, BooleanSupplier more) {
    Filter first = part.get();
    List<Filter> parts = new ArrayList<>(List.of(first));
    while (more.getAsBoolean()) {
      parts.add(part.get());
    }
    int end = parts.get(parts.size() - 1).span().end();
    Span span = Span.between(first.span().offset(), end);
    return parts.size() == 1 ? first : new Joined(operator, List.copyOf(parts), span);
  }

  /** Whether another term follows without an operator. */
  private boolean isTerm() {
    cursor.skipSpace();
    char next = cursor.peek();
    boolean ends = cursor.atEnd() || next == ',' || next == '}' || next == ')';
    return !ends && !isWord("AND") && !isWord("OR");
  }

  private Filter negation() {
    cursor.skipSpace();
    int start = cursor.position();
    char next = cursor.peek();
    String operator = next == '!' || next == '-' ? "" + next : isWord("NOT") ? "NOT" : "";
    if (operator.isEmpty()) {
      return term();
    }
    cursor.move(operator.length());
    Filter operand = cursor.nested(this::negation);
    return new Not(operator, operand, Span.between(start, operand.span().end()));
  }

  private Filter term() {
    int start = cursor.position();
    if (cursor.accept('(')) {
      Filter inner = list();
      braces.closeBracket(start);
      return inner;
    }
    Tag tag = tag();
    int end = cursor.position();
    cursor.skipSpace();
    if (tag.text().endsWith(":") && cursor.peek() == '(') {
      Filter values = term();
      return new Values(tag.key(), values, cursor.spanSince(start));
    }
    boolean negated = isNotIn();
    if (negated) {
      acceptWord("NOT");
    }
    if (acceptWord("IN")) {
      List<Tag> values = values();
      return new In(tag, negated, values, cursor.spanSince(start));
    }
    cursor.move(end - cursor.position());
    return tag;
  }

  private boolean isNotIn() {
    if (!isWord("NOT")) {
      return false;
    }
    int at = "NOT".length();
    while (at < LONGEST_WORD_GAP && Cursor.isSpace(cursor.peek(at))) {
      at++;
    }
    return isWord("IN", at);
  }

  private List<Tag> values() {
    cursor.skipSpace();
    int open = cursor.position();
    if (!cursor.accept('(')) {
      throw cursor.expected("(");
    }
    List<Tag> values = new ArrayList<>();
    do {
      cursor.skipSpace();
      values.add(tag());
    } while (cursor.accept(','));
    braces.closeBracket(open);
    return List.copyOf(values);
  }

  /** One tag; a space may follow its colon. */
  private Tag tag() {
    int start = cursor.position();
    if (isWord("AND") || isWord("OR") || !passTag()) {
      throw missing();
    }
    int end = cursor.position();
    if (cursor.since(start).endsWith(":")) {
      cursor.skipSpace();
      boolean operator = isWord("AND") || isWord("OR") || isWord("IN") || isWord("NOT");
      if (operator || !passTag()) {
        cursor.move(end - cursor.position());
      }
    }
    return new Tag(cursor.since(start), cursor.spanSince(start));
  }

  private boolean passTag() {
    int start = cursor.position();
    int before;
    do {
      before = cursor.position();
      passTagPart();
    } while (cursor.position() > before);
    return cursor.position() > start;
  }

  private void passTagPart() {
    if (!cursor.acceptReference() && !passQuoted() && isTagPart()) {
      cursor.move(1);
    }
  }

  private boolean isTagPart() {
    char each = cursor.peek();
    boolean reference = each == '$' && "({".indexOf(cursor.peek(1)) >= 0 && cursor.peek(1) != 0;
    return !cursor.atEnd() && !reference && !Cursor.isSpace(each) && NO_TAG.indexOf(each) < 0;
  }

  private boolean passQuoted() {
    if (cursor.peek() != '"') {
      return false;
    }
    Literals.text(cursor);
    return true;
  }

  private Unreadable missing() {
    if (cursor.atEnd()) {
      return braces.unclosed();
    }
    Span here = cursor.here();
    String word = cursor.text(here);
    String what =
        Cursor.isWordPart(cursor.peek())
            ? word + " joins two tags, and none stands before it"
            : "a tag is missing before " + word;
    return cursor.broken(here, what, TAG);
  }

  private boolean acceptWord(String word) {
    cursor.skipSpace();
    boolean found = isWord(word);
    cursor.move(found ? word.length() : 0);
    return found;
  }

  private boolean isWord(String word) {
    return isWord(word, 0);
  }

  /** Operators are written in upper or in lower case. */
  private boolean isWord(String word, int ahead) {
    char after = cursor.peek(ahead + word.length());
    boolean ends = after == 0 || Cursor.isSpace(after) || ",(){}".indexOf(after) >= 0;
    return ends
        && (cursor.startsWith(word, ahead)
            || cursor.startsWith(word.toLowerCase(Locale.ROOT), ahead));
  }
}
