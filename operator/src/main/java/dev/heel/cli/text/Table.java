package dev.heel.cli.text;

import dev.heel.sandbox.Row;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The table of what came to be; the message of a resource that is not Ready stands under it. */
public record Table(List<Row> rows) {
  private static final List<String> HEAD =
      List.of("NAMESPACE", "KIND", "NAME", "READY", "REASON", "DATADOG");
  private static final String GAP = "  ";

  public void print(PrintWriter out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    rows.forEach(row -> lines.add(cells(row)));
    int[] widths = widths(lines);
    out.println(line(HEAD, widths));
    for (Row row : rows) {
      out.println(line(cells(row), widths));
      if (!row.isReady() && !row.message().isEmpty()) {
        out.println("    " + row.message());
      }
    }
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.namespace(), row.kind(), row.name(), row.ready(), row.reason(), row.datadog());
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[HEAD.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(String.format("%-" + widths[i] + "s", cells.get(i))).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
