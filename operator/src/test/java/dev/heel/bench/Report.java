package dev.heel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures, and whether each keeps its bound. Safe for several threads. */
final class Report {
  private record Row(String what, String figure, String bound, boolean good) {}

  private final List<Row> rows = new ArrayList<>();

  /** A figure without a bound. */
  void tell(String what, Object figure) {
    add(new Row(what, text(figure), "", true));
  }

  void exactly(String what, long figure, long wanted) {
    add(new Row(what, text(figure), "= " + wanted, figure == wanted));
  }

  void atMost(String what, double figure, double bound) {
    add(new Row(what, text(figure), "<= " + text(bound), figure <= bound));
  }

  private synchronized void add(Row row) {
    rows.add(row);
    System.out.println(line(row));
  }

  synchronized boolean isGood() {
    return rows.stream().allMatch(Row::good);
  }

  /** The bounds that were broken. */
  synchronized List<String> broken() {
    return rows.stream().filter(row -> !row.good()).map(Report::line).toList();
  }

  private static String line(Row row) {
    String verdict = row.bound().isEmpty() ? "" : row.good() ? "  ok" : "  BROKEN";
    return "%-62s %10s  %-10s%s".formatted(row.what(), row.figure(), row.bound(), verdict);
  }

  private static String text(Object figure) {
    if (figure instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e9
          ? Long.toString(number.longValue())
          : String.format(Locale.ROOT, "%.2f", number);
    }
    return String.valueOf(figure);
  }
}
