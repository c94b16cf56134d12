package dev.heel.query;

import dev.heel.query.tree.Expression;
import dev.heel.query.tree.Expression.Grouping;
import dev.heel.query.tree.Expression.Method;
import dev.heel.query.tree.Expression.MetricQuery;
import dev.heel.query.tree.Expression.Modifier;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Expression.SpaceAggregation;
import dev.heel.query.tree.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads one series, {@code avg:metric{scope} by {groups}.rollup(sum, 60)}. */
final class SeriesReader {
  private static final String IN_METRIC = "-/";

  private final Cursor cursor;
  private final ExpressionReader expressions;

  SeriesReader(Cursor cursor, ExpressionReader expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** Whether the brackets that begin here are those of {@code count(v: v<=0.5):metric{*}}. */
  boolean isThreshold(Name word) {
    int at = 1;
    while (at < 10 && Cursor.isSpace(cursor.peek(at))) {
      at++;
    }
    return word.name().equals("count") && cursor.peek(at) == 'v' && cursor.peek(at + 1) == ':';
  }

  /**
   * Of the word that was read: the metric if its scope follows, else the aggregation.
   *
   * @param word what stands before the colon or brace
   */
  Expression of(Name word) {
    if (cursor.peek() == '{') {
      return scoped(Optional.empty(), word, word.span().offset());
    }
    Optional<String> condition = condition();
    if (!cursor.accept(':')) {
      throw cursor.expected(":");
    }
    SpaceAggregation aggregation = new SpaceAggregation(word, condition);
    checkKnown(word);
    return scoped(Optional.of(aggregation), metric(), word.span().offset());
  }

  private Optional<String> condition() {
    if (!cursor.accept('(')) {
      return Optional.empty();
    }
    String condition = cursor.take(each -> each != ')').strip();
    if (!cursor.accept(')')) {
      throw cursor.expected(")");
    }
    return Optional.of(condition);
  }

  private void checkKnown(Name name) {
    if (Aggregations.isSpace(name.name()) || name.name().contains("$")) {
      return;
    }
    String what = Literals.shown(name.name()) + " is no aggregation of Datadog's";
    Aggregations.complain(cursor, name, what, Aggregations.SPACE);
  }

  private Name metric() {
    cursor.skipSpace();
    int start = cursor.position();
    Literals.word(cursor);
    while (IN_METRIC.indexOf(cursor.peek()) >= 0 && Cursor.isWordPart(cursor.peek(1))) {
      cursor.move(1);
      Literals.word(cursor);
    }
    if (cursor.position() == start) {
      throw cursor.peek() == '{'
          ? cursor.broken(cursor.here(), "no metric is named before its scope", "a metric")
          : cursor.expected("a metric");
    }
    return new Name(cursor.since(start), cursor.spanSince(start));
  }

  private Expression scoped(Optional<SpaceAggregation> aggregation, Name metric, int start) {
    cursor.skipSpace();
    if (cursor.peek() != '{') {
      throw withoutScope(metric);
    }
    Filter filter = new FilterReader(cursor).filter();
    return modified(
        modifiers ->
            new MetricQuery(aggregation, metric, filter, modifiers, cursor.spanSince(start)));
  }

  Unreadable withoutScope(Name metric) {
    String what = "the metric " + Literals.shown(metric.name()) + " has no scope";
    return cursor.broken(metric.span(), what, "{*} or {tag:value} behind the metric");
  }

  /** With what follows: groups and methods. */
  Expression modified(Function<List<Modifier>, Expression> of) {
    List<Modifier> modifiers = new ArrayList<>();
    int end = cursor.position();
    cursor.skipSpace();
    while (isMethod() || isGrouping()) {
      modifiers.add(isMethod() ? method() : grouping());
      end = cursor.position();
      cursor.skipSpace();
    }
    cursor.move(end - cursor.position());
    return of.apply(List.copyOf(modifiers));
  }

  /** Groups that stand behind a comparison instead of their series; empty if none do. */
  List<Name> groups() {
    cursor.skipSpace();
    return isGrouping() ? grouping().groups() : List.of();
  }

  private boolean isMethod() {
    return cursor.peek() == '.' && Cursor.isWordPart(cursor.peek(1));
  }

  private boolean isGrouping() {
    boolean by = cursor.startsWith("by") || cursor.startsWith("BY");
    return by && !Cursor.isWordPart(cursor.peek(2));
  }

  private Method method() {
    int start = cursor.position();
    cursor.move(1);
    int nameStart = cursor.position();
    Name name = new Name(cursor.take(Cursor::isWordPart), cursor.spanSince(nameStart));
    if (!Functions.METHODS.contains(name.name())) {
      String what = "a series has no method ." + Literals.shown(name.name()) + "()";
      cursor.unknown(name.span(), what, Functions.METHODS_TOLD, Functions.METHODS);
    }
    List<Expression> arguments = expressions.arguments(true);
    return new Method(name, arguments, cursor.spanSince(start));
  }

  private Grouping grouping() {
    int start = cursor.position();
    cursor.move(2);
    cursor.skipSpace();
    if (cursor.peek() != '{') {
      throw cursor.broken(cursor.here(), "groups stand in braces", "by {host}");
    }
    return new Grouping(new Braces(cursor).names(), cursor.spanSince(start));
  }
}
