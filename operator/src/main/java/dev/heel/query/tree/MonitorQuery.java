package dev.heel.query.tree;

import dev.heel.query.tree.Expression.Method;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Expression.NamedArgument;
import dev.heel.query.tree.Expression.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The query of a monitor (Datadog API v1, "Create a monitor", on the form of each type). */
public sealed interface MonitorQuery {
  /** Empty for composites and for checks whose thresholds stand in the options. */
  Optional<Comparison> comparison();

  /** The time that is looked at; of a service check the number of runs. */
  Optional<Window> window();

  /** The tags that part it into groups; those of a formula's queries are not among them. */
  List<Name> groups();

  /**
   * {@code avg(last_5m):avg:system.load.1{*} by {host} > 4}.
   *
   * @param lastGroups groups behind the comparison, as some published monitors have them: {@code …
   *     > 4 by {host}}
   */
  record Metric(TimeAggregation time, Expression expression, Comparison end, List<Name> lastGroups)
      implements MonitorQuery {
    @Override
    public Optional<Comparison> comparison() {
      return Optional.of(end);
    }

    @Override
    public Optional<Window> window() {
      return Optional.of(time.window());
    }

    @Override
    public List<Name> groups() {
      return Stream.concat(Contents.of(expression).groups().stream(), lastGroups.stream()).toList();
    }
  }

  /** One whose window and groups are steps, such as {@code .by("host").last("5m")}. */
  sealed interface OfSteps extends MonitorQuery {
    List<Method> steps();

    @Override
    default Optional<Window> window() {
      return words(steps(), "last").stream().findFirst().map(w -> new Window(w.name(), w.span()));
    }

    @Override
    default List<Name> groups() {
      return words(steps(), "by").stream().filter(each -> !each.name().isEmpty()).toList();
    }
  }

  /**
   * {@code logs("…").index("*").rollup("count").by("host").last("5m") > 3}, and every other source
   * in this shape: events, rum, processes, error_budget, burn_rate.
   */
  record Source(
      Name source, List<Expression> arguments, List<Method> steps, Optional<Comparison> comparison)
      implements OfSteps {}

  /** {@code formula("query1 / query2").last("5m") > 3}. */
  record OfFormula(Formula formula, List<Method> steps, Optional<Comparison> comparison)
      implements OfSteps {}

  /** {@code "ntp.in_sync".over("*").by("host").last(2).count_by_status()}. */
  record ServiceCheck(Text check, List<Method> steps, Optional<Comparison> comparison)
      implements OfSteps {}

  /** Monitors that are joined. */
  record OfMonitors(Composite composite) implements MonitorQuery {
    @Override
    public Optional<Comparison> comparison() {
      return Optional.empty();
    }

    @Override
    public Optional<Window> window() {
      return Optional.empty();
    }

    @Override
    public List<Name> groups() {
      return List.of();
    }
  }

  /** A query that says nothing, as that of a synthetics alert. */
  record Unspoken(String text) implements MonitorQuery {
    @Override
    public Optional<Comparison> comparison() {
      return Optional.empty();
    }

    @Override
    public Optional<Window> window() {
      return Optional.empty();
    }

    @Override
    public List<Name> groups() {
      return List.of();
    }
  }

  /** The arguments of a step, in quotes or not, parted at their commas. */
  private static List<Name> words(List<Method> steps, String step) {
    return steps.stream()
        .filter(each -> each.name().name().equals(step))
        .flatMap(each -> each.arguments().stream())
        .filter(each -> !(each instanceof NamedArgument))
        .flatMap(each -> parted(each).stream())
        .toList();
  }

  private static List<Name> parted(Expression argument) {
    if (argument instanceof Name name) {
      return List.of(name);
    }
    if (argument instanceof Expression.Literal number) {
      return List.of(new Name(number.number(), number.span()));
    }
    return argument instanceof Text text ? parted(text) : List.of();
  }

  private static List<Name> parted(Text text) {
    int[] offset = {text.inside().offset()};
    return Arrays.stream(text.text().split(",", -1))
        .map(
            part -> {
              int lead = part.length() - part.stripLeading().length();
              Span span = new Span(offset[0] + lead, part.strip().length());
              offset[0] += part.length() + 1;
              return new Name(part.strip(), span);
            })
        .toList();
  }
}
