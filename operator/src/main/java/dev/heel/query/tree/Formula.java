package dev.heel.query.tree;

import dev.heel.query.tree.Expression.Name;
import java.util.List;

/**
 * An expression over the names of queries (Datadog documentation, "Dashboards: Querying", on
 * formulas): {@code query1 / query2 * 100}.
 */
public record Formula(Expression expression) {
  /** The names of queries that it uses, each time that it does, and words such as zero. */
  public List<Name> names() {
    return Contents.of(expression).names();
  }
}
