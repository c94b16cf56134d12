package dev.heel.query;

import dev.heel.query.tree.Expression;
import dev.heel.query.tree.Expression.Arithmetic;
import dev.heel.query.tree.Expression.Brackets;
import dev.heel.query.tree.Expression.Function;
import dev.heel.query.tree.Expression.Grouping;
import dev.heel.query.tree.Expression.Literal;
import dev.heel.query.tree.Expression.Method;
import dev.heel.query.tree.Expression.MetricQuery;
import dev.heel.query.tree.Expression.Modifier;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Expression.NamedArgument;
import dev.heel.query.tree.Expression.Negative;
import dev.heel.query.tree.Expression.Operation;
import dev.heel.query.tree.Expression.SpaceAggregation;
import dev.heel.query.tree.Expression.Text;
import dev.heel.query.tree.Filter;
import dev.heel.query.tree.Filter.In;
import dev.heel.query.tree.Filter.Joined;
import dev.heel.query.tree.Filter.Not;
import dev.heel.query.tree.Filter.Tag;
import dev.heel.query.tree.Filter.Values;
import dev.heel.query.tree.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Trees of every form, a few levels deep. Their places are made up. */
final class Trees {
  private static final Span SOMEWHERE = new Span(0, 0);

  private Trees() {}

  static Arbitrary<Expression> expressions() {
    return sums(3);
  }

  private static Arbitrary<Expression> sums(int depth) {
    return joined("+-", joined("*/", operands(depth)));
  }

  private static Arbitrary<Expression> joined(String operators, Arbitrary<Expression> operand) {
    Arbitrary<Operation> operation =
        Combinators.combine(Arbitraries.of(operators.charAt(0), operators.charAt(1)), operand)
            .as(Operation::new);
    return Combinators.combine(operand, operation.list().ofMaxSize(2))
        .as((first, rest) -> rest.isEmpty() ? first : new Arithmetic(first, rest, SOMEWHERE));
  }

  private static Arbitrary<Expression> operands(int depth) {
    Arbitrary<Expression> leaves = Arbitraries.oneOf(numbers(), series());
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<Expression> inner = Arbitraries.lazy(() -> sums(depth - 1));
    Arbitrary<Expression> negative =
        Arbitraries.lazy(() -> operands(depth - 1)).map(each -> new Negative(each, SOMEWHERE));
    Arbitrary<Expression> brackets =
        Combinators.combine(inner, modifiers())
            .as((each, modifiers) -> new Brackets(each, modifiers, SOMEWHERE));
    return Arbitraries.oneOf(leaves, negative, brackets, functions(inner));
  }

  private static Arbitrary<Expression> functions(Arbitrary<Expression> inner) {
    return Combinators.combine(
            Arbitraries.of("abs", "anomalies", "top10_mean", "ewma_5", "default_zero"),
            inner,
            further().list().ofMaxSize(2),
            modifiers())
        .as(
            (name, first, further, modifiers) ->
                new Function(name(name), plus(first, further), modifiers, SOMEWHERE));
  }

  private static List<Expression> plus(Expression first, List<Expression> further) {
    return Stream.concat(Stream.of(first), further.stream()).toList();
  }

  private static Arbitrary<Expression> further() {
    Arbitrary<Expression> texts =
        Arbitraries.of("agile", "last_15m", "it is \"so\"").map(each -> new Text(each, SOMEWHERE));
    Arbitrary<Expression> named =
        texts.map(each -> new NamedArgument(name("direction"), each, SOMEWHERE));
    return Arbitraries.oneOf(texts, named, numbers());
  }

  private static Arbitrary<Expression> numbers() {
    return Arbitraries.of("0", "2.50", ".5", "1e-9", "86400")
        .map(each -> new Literal(each, SOMEWHERE));
  }

  private static Arbitrary<Expression> series() {
    return Combinators.combine(
            Arbitraries.of("avg", "sum", "p99.9").optional(),
            Arbitraries.of("a.b", "web.5xx_rate.p95", "x"),
            filters(),
            modifiers())
        .as(
            (aggregation, metric, filter, modifiers) ->
                new MetricQuery(
                    aggregation.map(each -> new SpaceAggregation(name(each), Optional.empty())),
                    name(metric),
                    filter,
                    modifiers,
                    SOMEWHERE));
  }

  private static Arbitrary<List<Modifier>> modifiers() {
    Arbitrary<Modifier> grouping =
        Arbitraries.of("host", "$group", "@http.url", "kube_pod")
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(each -> new Grouping(each.stream().map(Trees::name).toList(), SOMEWHERE));
    Arbitrary<Modifier> method =
        Arbitraries.of(
            new Method(name("as_count"), List.of(), SOMEWHERE),
            new Method(
                name("rollup"), List.of(name("sum"), new Literal("60", SOMEWHERE)), SOMEWHERE),
            new Method(name("fill"), List.of(name("zero")), SOMEWHERE));
    return Arbitraries.oneOf(grouping, method).list().ofMaxSize(2);
  }

  static Arbitrary<Filter> filters() {
    return filters(2);
  }

  private static Arbitrary<Filter> filters(int depth) {
    Arbitrary<Filter> leaves = Arbitraries.oneOf(tags().map(each -> each), ins());
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<Filter> inner = Arbitraries.lazy(() -> filters(depth - 1));
    Arbitrary<Filter> values = inner.map(each -> new Values("zone", each, SOMEWHERE));
    Arbitrary<Filter> not =
        Combinators.combine(Arbitraries.of("!", "-", "NOT"), inner)
            .as((operator, each) -> new Not(operator, each, SOMEWHERE));
    Arbitrary<Filter> joined =
        Combinators.combine(
                Arbitraries.of(",", "AND", "OR", " "), inner.list().ofMinSize(2).ofMaxSize(3))
            .as((operator, parts) -> new Joined(operator, parts, SOMEWHERE));
    return Arbitraries.oneOf(leaves, values, not, joined);
  }

  private static Arbitrary<Filter> ins() {
    return Combinators.combine(Arbitraries.of(true, false), tags().list().ofMinSize(1).ofMaxSize(3))
        .as((negated, values) -> new In(new Tag("zone", SOMEWHERE), negated, values, SOMEWHERE));
  }

  private static Arbitrary<Tag> tags() {
    return Arbitraries.of(
            "*",
            "env:live",
            "$host.value",
            "pod:web-*",
            "path:c:/x_y.z",
            "note:\"a, b\"",
            "ns:$(Namespace/a)",
            "{{ .Values.tag }}")
        .map(each -> new Tag(each, SOMEWHERE));
  }

  private static Name name(String name) {
    return new Name(name, SOMEWHERE);
  }
}
