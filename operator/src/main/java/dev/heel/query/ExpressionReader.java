package dev.heel.query;

import dev.heel.query.Complaint.Kind;
import dev.heel.query.tree.Comparison;
import dev.heel.query.tree.Expression;
import dev.heel.query.tree.Expression.Arithmetic;
import dev.heel.query.tree.Expression.Brackets;
import dev.heel.query.tree.Expression.Function;
import dev.heel.query.tree.Expression.Literal;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Expression.NamedArgument;
import dev.heel.query.tree.Expression.Negative;
import dev.heel.query.tree.Expression.Operation;
import dev.heel.query.tree.Expression.Reference;
import dev.heel.query.tree.Expression.Scope;
import dev.heel.query.tree.Filter;
import dev.heel.query.tree.Formula;
import dev.heel.query.tree.Span;
import dev.heel.query.tree.WidgetQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads expressions by recursive descent: sums of products of operands. */
final class ExpressionReader {
  /** What a bare word may be. */
  enum Words {
    /** A metric, which needs its scope. */
    METRICS,
    /** The name of a query. */
    QUERIES,
    /** Anything, and functions may have any name: of a product without a published form. */
    ANY
  }

  /** Words that functions take without quotes. */
  static final Set<String> KEYWORDS =
      Set.of(
          "asc", "avg", "count", "desc", "false", "last", "linear", "max", "mean", "min", "none",
          "null", "sum", "true", "zero");

  private static final int LONGEST_ARGUMENT_NAME = 60;
  private static final String END = "an operator or the end";
  private static final String COMPARISONS = "<>=!";

  private final Cursor cursor;
  private final Words words;
  private final SeriesReader series;

  ExpressionReader(Cursor cursor, Words words) {
    this.cursor = cursor;
    this.words = words;
    this.series = new SeriesReader(cursor, this);
  }

  Expression expression() {
    return cursor.nested(() -> joined("+-", () -> joined("*/", this::operand)));
  }

  /** All of the text as a formula. */
  Formula formula() {
    Formula formula = new Formula(expression());
    end();
    return formula;
  }

  /** All of the text as a widget's query. */
  WidgetQuery widgetQuery() {
    List<Expression> lines = new ArrayList<>();
    do {
      lines.add(expression());
    } while (cursor.accept(','));
    end();
    return new WidgetQuery(List.copyOf(lines));
  }

  private void end() {
    if (cursor.peek() == ')') {
      throw cursor.broken(cursor.here(), "this bracket was never opened", END);
    }
    if (!cursor.atEnd()) {
      throw cursor.expected(END);
    }
  }

  /** Groups that stand behind a comparison, after the expression; empty if none do. */
  List<Name> groups() {
    return series.groups();
  }

  private Expression joined(String operators, Supplier<Expression> operand) {
    Expression first = operand.get();
    List<Operation> rest = new ArrayList<>();
    cursor.skipSpace();
    while (!cursor.atEnd() && operators.indexOf(cursor.peek()) >= 0) {
      char operator = cursor.peek();
      cursor.move(1);
      rest.add(new Operation(operator, operand.get()));
      cursor.skipSpace();
    }
    if (rest.isEmpty()) {
      return first;
    }
    int end = rest.get(rest.size() - 1).operand().span().end();
    return new Arithmetic(first, List.copyOf(rest), Span.between(first.span().offset(), end));
  }

  private Expression operand() {
    cursor.skipSpace();
    int start = cursor.position();
    if (cursor.accept('-')) {
      Expression operand = cursor.nested(this::operand);
      return new Negative(operand, Span.between(start, operand.span().end()));
    }
    if (cursor.accept('(')) {
      Expression inner = expression();
      close(start);
      return series.modified(modifiers -> new Brackets(inner, modifiers, cursor.spanSince(start)));
    }
    Name word = Literals.word(cursor);
    if (word.name().isEmpty()) {
      throw cursor.expected(words == Words.METRICS ? "a metric or a number" : "a name or a number");
    }
    return named(word);
  }

  private Expression named(Name word) {
    if (Comparison.number(word.name()).isPresent()) {
      return new Literal(word.name(), word.span());
    }
    int afterWord = cursor.position();
    cursor.skipSpace();
    char next = cursor.peek();
    if (next == '(' && !series.isThreshold(word)) {
      return function(word);
    }
    if (next == ':' || next == '(' || next == '{') {
      return series.of(word);
    }
    cursor.move(afterWord - cursor.position());
    if (word.name().startsWith("$") || word.name().startsWith("{{")) {
      return new Reference(word.name(), word.span());
    }
    if (words == Words.METRICS) {
      throw series.withoutScope(word);
    }
    return word;
  }

  private Expression function(Name name) {
    if (words != Words.ANY && !Functions.isKnown(name.name())) {
      String what = "Datadog's documentation has no function " + Literals.shown(name.name());
      cursor.unknown(name.span(), what, "a function of Datadog's", Functions.NAMES);
    }
    List<Expression> arguments = arguments(false);
    return series.modified(
        modifiers ->
            new Function(name, arguments, modifiers, cursor.spanSince(name.span().offset())));
  }

  /**
   * From the bracket that opens them to the one that closes them.
   *
   * @param bare whether words need no quotes
   */
  List<Expression> arguments(boolean bare) {
    cursor.skipSpace();
    int open = cursor.position();
    if (!cursor.accept('(')) {
      throw cursor.expected("(");
    }
    List<Expression> arguments = new ArrayList<>();
    if (cursor.accept(')')) {
      return arguments;
    }
    do {
      arguments.add(argument(bare || !arguments.isEmpty(), bare));
    } while (cursor.accept(','));
    close(open);
    return List.copyOf(arguments);
  }

  private Expression argument(boolean keywords, boolean bare) {
    cursor.skipSpace();
    int start = cursor.position();
    if (Literals.isQuote(cursor)) {
      return Literals.text(cursor);
    }
    if (cursor.peek() == '{' && !cursor.isTemplate()) {
      Filter filter = new FilterReader(cursor).filter();
      return new Scope(filter, cursor.spanSince(start));
    }
    if (isNamedArgument()) {
      Name name = Literals.word(cursor);
      cursor.accept('=');
      Expression value = cursor.nested(() -> argument(true, true));
      return new NamedArgument(name, value, Span.between(start, value.span().end()));
    }
    if (bare && words == Words.METRICS) {
      return new ExpressionReader(cursor, Words.ANY).expression();
    }
    return keywords && words == Words.METRICS ? keywordOrExpression() : expression();
  }

  private Expression keywordOrExpression() {
    int length = wordLength();
    char next = cursor.peek(length);
    boolean alone = next == ',' || next == ')';
    String word = cursor.text(new Span(cursor.position(), length));
    if (!alone || length == 0 || Comparison.number(word).isPresent()) {
      return expression();
    }
    Name name = Literals.word(cursor);
    if (!KEYWORDS.contains(name.name())) {
      String what = name.name() + " is neither in quotes nor a metric with its scope";
      cursor.complain(Kind.SUSPECT, name.span(), what, "'" + name.name() + "'");
    }
    return name;
  }

  private int wordLength() {
    int length = 0;
    while (length < LONGEST_ARGUMENT_NAME && Cursor.isWordPart(cursor.peek(length))) {
      length++;
    }
    return length;
  }

  private boolean isNamedArgument() {
    int length = wordLength();
    int at = length;
    while (at < LONGEST_ARGUMENT_NAME && Cursor.isSpace(cursor.peek(at))) {
      at++;
    }
    return length > 0 && cursor.peek(at) == '=' && cursor.peek(at + 1) != '=';
  }

  private void close(int open) {
    cursor.skipSpace();
    if (cursor.atEnd() || COMPARISONS.indexOf(cursor.peek()) >= 0) {
      throw cursor.broken(new Span(open, 1), "this bracket is never closed", ")");
    }
    if (!cursor.accept(')')) {
      throw cursor.expected(")");
    }
  }
}
