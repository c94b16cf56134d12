package dev.heel.query;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of functions and methods (Datadog documentation, "Dashboards: Functions"). */
final class Functions {
  static final Set<String> NAMES =
      Set.of(
          "abs",
          "anomalies",
          "autosmooth",
          "bottom",
          "bottom_offset",
          "calendar_shift",
          "ceil",
          "clamp_max",
          "clamp_min",
          "count_nonzero",
          "count_not_null",
          "cumsum",
          "cutoff_max",
          "cutoff_min",
          "day_before",
          "default",
          "default_zero",
          "derivative",
          "diff",
          "dt",
          "exclude_null",
          "exp",
          "fill",
          "floor",
          "forecast",
          "hour_before",
          "integral",
          "log10",
          "log2",
          "monotonic_diff",
          "month_before",
          "moving_rollup",
          "outliers",
          "per_hour",
          "per_minute",
          "per_second",
          "percentile",
          "piecewise_constant",
          "pow",
          "reduce",
          "robust_trend",
          "rollup",
          "round",
          "sqrt",
          "throughput",
          "timeshift",
          "top",
          "top_offset",
          "trend_line",
          "week_before",
          "weighted");

  /** Methods of a series: what is appended to it. */
  static final Set<String> METHODS =
      Set.of("as_count", "as_rate", "fill", "moving_rollup", "rollup", "weighted");

  static final String METHODS_TOLD = String.join(", ", new TreeSet<>(METHODS));

  /** Families: {@code top10_mean}, {@code ewma_5}; and aggregations of another query. */
  private static final Pattern FAMILY =
      Pattern.compile(
          "(?:top|bottom)[0-9]{1,3}(?:_[a-z0-9]{1,8})?"
              + "|(?:ewma|median|rollingavg)_[0-9]{1,3}"
              + "|avg|sum|min|max|count|last|first|mean|median|stddev|p[0-9.]{1,6}");

  private Functions() {}

  static boolean isKnown(String name) {
    return NAMES.contains(name) || FAMILY.matcher(name).matches();
  }
}
