package dev.heel.query.tree;

import dev.heel.query.tree.Expression.Arithmetic;
import dev.heel.query.tree.Expression.Brackets;
import dev.heel.query.tree.Expression.Function;
import dev.heel.query.tree.Expression.Grouping;
import dev.heel.query.tree.Expression.Method;
import dev.heel.query.tree.Expression.MetricQuery;
import dev.heel.query.tree.Expression.Modifier;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Expression.NamedArgument;
import dev.heel.query.tree.Expression.Negative;
import dev.heel.query.tree.Expression.Scope;
import dev.heel.query.tree.Filter.In;
import dev.heel.query.tree.Filter.Joined;
import dev.heel.query.tree.Filter.Not;
import dev.heel.query.tree.Filter.Tag;
import dev.heel.query.tree.Filter.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an expression speaks of, each thing where it stands, in reading order.
 *
 * @param series the metric queries in it
 * @param groups the tags of {@code by {…}}
 * @param functions with their arguments
 * @param methods such as {@code .rollup(sum, 60)}
 * @param arguments those of functions that have a name, such as {@code alert_window='last_15m'}
 * @param tags the tags of filters, template variables among them
 * @param names bare words: the queries of a formula
 */
public record Contents(
    List<MetricQuery> series,
    List<Name> groups,
    List<Function> functions,
    List<Method> methods,
    List<NamedArgument> arguments,
    List<Tag> tags,
    List<Name> names) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_-]*+(?:\\.(?:key|value))?)");

  public static Contents of(Expression expression) {
    Contents found =
        new Contents(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    found.collect(expression);
    return new Contents(
        List.copyOf(found.series),
        List.copyOf(found.groups),
        List.copyOf(found.functions),
        List.copyOf(found.methods),
        List.copyOf(found.arguments),
        List.copyOf(found.tags),
        List.copyOf(found.names));
  }

  /** Whether a function of that name is called. */
  public boolean hasFunction(String name) {
    return functions.stream().anyMatch(each -> each.name().name().equals(name));
  }

  /** Whether a method of that name is called. */
  public boolean hasMethod(String name) {
    return methods.stream().anyMatch(each -> each.name().name().equals(name));
  }

  /**
   * The template variables in filters and groups, without their $: {@code env}, {@code env.value}.
   */
  public List<Name> variables() {
    return Stream.concat(
            tags.stream().flatMap(tag -> variables(tag.text(), tag.span())),
            groups.stream().flatMap(group -> variables(group.name(), group.span())))
        .toList();
  }

  private static Stream<Name> variables(String text, Span at) {
    return VARIABLE
        .matcher(text)
        .results()
        .map(
            found ->
                new Name(
                    found.group(1),
                    new Span(at.offset() + found.start(), found.end() - found.start())));
  }

  private void collect(Expression expression) {
    if (expression instanceof Name name) {
      names.add(name);
    } else if (expression instanceof MetricQuery query) {
      series.add(query);
      collect(query.filter());
      collect(query.modifiers());
    } else if (expression instanceof Function function) {
      functions.add(function);
      function.arguments().forEach(this::collect);
      collect(function.modifiers());
    } else if (expression instanceof Arithmetic arithmetic) {
      collect(arithmetic.first());
      arithmetic.rest().forEach(each -> collect(each.operand()));
    } else if (expression instanceof Brackets brackets) {
      collect(brackets.inner());
      collect(brackets.modifiers());
    } else if (expression instanceof Negative negative) {
      collect(negative.operand());
    } else if (expression instanceof Scope scope) {
      collect(scope.filter());
    } else if (expression instanceof NamedArgument argument) {
      arguments.add(argument);
      if (!(argument.value() instanceof Name)) {
        collect(argument.value());
      }
    }
  }

  private void collect(List<Modifier> modifiers) {
    for (Modifier modifier : modifiers) {
      if (modifier instanceof Grouping grouping) {
        groups.addAll(grouping.groups());
      } else if (modifier instanceof Method method) {
        methods.add(method);
      }
    }
  }

  private void collect(Filter filter) {
    if (filter instanceof Tag tag) {
      tags.add(tag);
    } else if (filter instanceof In in) {
      tags.add(in.key());
    } else if (filter instanceof Not not) {
      collect(not.operand());
    } else if (filter instanceof Joined joined) {
      joined.parts().forEach(this::collect);
    } else if (filter instanceof Values values) {
      collect(values.values());
    }
  }
}
