package dev.heel.query.tree;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What gives a number or series of numbers: metric queries and formulas (Datadog documentation,
 * "Metrics: Advanced filtering", "Dashboards: Functions", "Dashboards: Querying").
 */
public sealed interface Expression {
  Span span();

  /** A number as it is written: {@code 0.5}, {@code 1e9}. */
  record Literal(String number, Span span) implements Expression {
    /** Empty if nobody would write it: more than 40 digits. */
    public Optional<BigDecimal> value() {
      return Comparison.number(number);
    }
  }

  /** A text in quotes, without them: {@code 'agile'}. */
  record Text(String text, Span span) implements Expression {
    /** Where the text between the quotes stands. */
    public Span inside() {
      int quote = (span.length() - text.length()) / 2;
      return new Span(span.offset() + quote, text.length());
    }
  }

  /** A bare word: the name of a query in a formula, or a word of a function such as zero. */
  record Name(String name, Span span) implements Expression {}

  /** Heel's {@code $(…)} or a template; what it becomes is not known. */
  record Reference(String text, Span span) implements Expression {}

  /** {@code direction='above'} among a function's arguments. */
  record NamedArgument(Name name, Expression value, Span span) implements Expression {}

  /** A filter among a function's arguments: {@code percentile(query1, 'p90', {*})}. */
  record Scope(Filter filter, Span span) implements Expression {}

  /**
   * A series of a metric.
   *
   * @param aggregation how series are put together in space; empty if it is not said
   * @param metric its name
   * @param modifiers {@code by {…}} and methods, in their order
   */
  record MetricQuery(
      Optional<SpaceAggregation> aggregation,
      Name metric,
      Filter filter,
      List<Modifier> modifiers,
      Span span)
      implements Expression {}

  /** {@code abs(…)}. */
  record Function(Name name, List<Expression> arguments, List<Modifier> modifiers, Span span)
      implements Expression {}

  /** An expression in brackets. */
  record Brackets(Expression inner, List<Modifier> modifiers, Span span) implements Expression {}

  /** {@code -x}. */
  record Negative(Expression operand, Span span) implements Expression {}

  /**
   * Operands of one rank, {@code a + b - c} or {@code a * b / c}: a list, so that a long sum is not
   * a deep one.
   */
  record Arithmetic(Expression first, List<Operation> rest, Span span) implements Expression {}

  /**
   * @param operator one of {@code + - * /}
   */
  record Operation(char operator, Expression operand) {}

  /**
   * {@code avg}, {@code p95}.
   *
   * @param condition of a threshold query, {@code v: v<=0.5} of {@code count(v: v<=0.5):…}
   */
  record SpaceAggregation(Name name, Optional<String> condition) {}

  /** What follows a series, function or bracket. */
  sealed interface Modifier {}

  /** {@code by {host,zone}}. */
  record Grouping(List<Name> groups, Span span) implements Modifier {}

  /** {@code .rollup(sum, 60)}. */
  record Method(Name name, List<Expression> arguments, Span span) implements Modifier {}
}
