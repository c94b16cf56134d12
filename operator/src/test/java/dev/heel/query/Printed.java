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
import dev.heel.query.tree.Expression.Text;
import dev.heel.query.tree.Filter;
import dev.heel.query.tree.Filter.In;
import dev.heel.query.tree.Filter.Joined;
import dev.heel.query.tree.Filter.Not;
import dev.heel.query.tree.Filter.Tag;
import dev.heel.query.tree.Filter.Values;
import java.util.List;
import java.util.stream.Collectors;

/** Trees as somebody writes them. */
final class Printed {
  private Printed() {}

  static String of(Expression tree) {
    if (tree instanceof Literal literal) {
      return literal.number();
    }
    if (tree instanceof Text text) {
      return "'" + text.text() + "'";
    }
    if (tree instanceof Name name) {
      return name.name();
    }
    if (tree instanceof NamedArgument argument) {
      return argument.name().name() + "=" + of(argument.value());
    }
    if (tree instanceof Negative negative) {
      return "-" + of(negative.operand());
    }
    if (tree instanceof Brackets brackets) {
      return "(" + of(brackets.inner()) + ")" + modifiers(brackets.modifiers());
    }
    if (tree instanceof Function function) {
      return function.name().name()
          + arguments(function.arguments())
          + modifiers(function.modifiers());
    }
    if (tree instanceof Arithmetic arithmetic) {
      return of(arithmetic.first())
          + arithmetic.rest().stream()
              .map(each -> " " + each.operator() + " " + of(each.operand()))
              .collect(Collectors.joining());
    }
    return of((MetricQuery) tree);
  }

  private static String of(MetricQuery query) {
    return query.aggregation().map(each -> each.name().name() + ":").orElse("")
        + query.metric().name()
        + "{"
        + of(query.filter())
        + "}"
        + modifiers(query.modifiers());
  }

  private static String modifiers(List<Modifier> modifiers) {
    return modifiers.stream().map(Printed::of).collect(Collectors.joining());
  }

  private static String of(Modifier modifier) {
    if (modifier instanceof Method method) {
      return "." + method.name().name() + arguments(method.arguments());
    }
    return ((Grouping) modifier)
        .groups().stream().map(Name::name).collect(Collectors.joining(", ", " by {", "}"));
  }

  private static String arguments(List<Expression> arguments) {
    return arguments.stream().map(Printed::of).collect(Collectors.joining(", ", "(", ")"));
  }

  static String of(Filter tree) {
    if (tree instanceof Tag tag) {
      return tag.text();
    }
    if (tree instanceof In in) {
      return in.key().text()
          + (in.negated() ? " NOT IN " : " IN ")
          + in.values().stream().map(Tag::text).collect(Collectors.joining(",", "(", ")"));
    }
    if (tree instanceof Values values) {
      return values.key() + ":(" + of(values.values()) + ")";
    }
    if (tree instanceof Not not) {
      return not.operator() + (not.operator().equals("NOT") ? " " : "") + part(not.operand());
    }
    Joined joined = (Joined) tree;
    String operator = joined.operator().isBlank() ? " " : " " + joined.operator() + " ";
    return joined.parts().stream().map(Printed::part).collect(Collectors.joining(operator));
  }

  private static String part(Filter tree) {
    return tree instanceof Joined ? "(" + of(tree) + ")" : of(tree);
  }
}
