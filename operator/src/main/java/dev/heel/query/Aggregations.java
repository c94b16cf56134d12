package dev.heel.query;

import dev.heel.query.Complaint.Kind;
import dev.heel.query.tree.Expression.Name;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names of aggregations, in time and in space (Datadog API v1, "Create a monitor"; Datadog
 * documentation, "Metrics: Distributions" for percentiles).
 */
final class Aggregations {
  static final Set<String> SPACE =
      Set.of("avg", "count", "histogram", "max", "min", "stddev", "sum");

  static final Set<String> TIME =
      Set.of(
          "avg",
          "change",
          "count",
          "last",
          "max",
          "min",
          "pct_change",
          "percentile",
          "stddev",
          "sum");

  /** What other tools call them. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "average", "avg",
          "maximum", "max",
          "mean", "avg",
          "median", "p50",
          "minimum", "min",
          "total", "sum");

  private static final Pattern PERCENTILE = Pattern.compile("p[0-9]{1,2}(\\.[0-9]{1,2})?|p100");

  private Aggregations() {}

  /**
   * Says that a name is none of {@code known}; the word of another tool is translated.
   *
   * @param what the clause that says it
   */
  static void complain(Cursor cursor, Name name, String what, Set<String> known) {
    String told = String.join(", ", new TreeSet<>(known));
    Optional<String> elsewhere = Optional.ofNullable(ELSEWHERE.get(name.name()));
    if (elsewhere.isPresent()) {
      cursor.add(new Complaint(Kind.UNKNOWN, name.span(), what, told, elsewhere));
    } else {
      cursor.unknown(name.span(), what, told, known);
    }
  }

  static boolean isSpace(String name) {
    return SPACE.contains(name) || PERCENTILE.matcher(name).matches();
  }
}
