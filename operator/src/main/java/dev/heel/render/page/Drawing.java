package dev.heel.render.page;

import dev.heel.kinds.dashboard.Graph;
import dev.heel.query.tree.Contents;
import dev.heel.query.tree.Expression.Name;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sample curves, bars and numbers in place of what Datadog would draw. */
record Drawing(Html html) {
  private static final double WIDTH = 300;
  private static final double HEIGHT = 90;
  private static final int POINTS = 60;
  private static final int FEW = 12;
  private static final int MOST_LINES = 6;

  /** Half of the expected band's width, as a part of the drawing's height. */
  private static final double BAND = 0.13;

  private static final Set<String> RANKED =
      Set.of("toplist", "query_table", "bar_chart", "treemap", "sunburst", "hostmap", "geomap");
  private static final Set<String> NUMBERS = Set.of("query_value", "check_status", "slo", "change");

  void of(Graph graph) {
    if (graph.lines().isEmpty() && !NUMBERS.contains(graph.type())) {
      return;
    }
    if (NUMBERS.contains(graph.type())) {
      number(graph);
    } else if (RANKED.contains(graph.type())) {
      ranking(graph);
    } else {
      lines(graph);
    }
  }

  private void lines(Graph graph) {
    html.open(
        "svg",
        "viewBox",
        "0 0 300 90",
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-label",
        "a sample curve, nothing was measured");
    for (double y : List.of(0.25, 0.5, 0.75)) {
      String at = Curve.number(HEIGHT * y);
      html.empty("line", "class", "rule", "x1", "0", "x2", "300", "y1", at, "y2", at);
    }
    int number = 0;
    for (Graph.Line line : graph.lines().subList(0, Math.min(MOST_LINES, graph.lines().size()))) {
      number = line(line, number);
    }
    html.close();
  }

  private int line(Graph.Line line, int number) {
    String expression = line.expression().isEmpty() ? line.source() : line.expression();
    List<Contents> contents = line.contents();
    if (contents.stream().anyMatch(each -> each.hasFunction("anomalies"))) {
      anomalies(expression);
    } else if (line.display().equals("bars")
        || contents.stream().anyMatch(each -> each.hasMethod("rollup"))) {
      bars(Curve.of(expression, FEW), number);
    } else {
      int count = contents.stream().allMatch(each -> each.groups().isEmpty()) ? 1 : 3;
      for (int i = 0; i < count; i++) {
        curve(Curve.of(expression + i, POINTS), line.display(), number + i);
      }
      return number + count;
    }
    return number + 1;
  }

  private void curve(Curve curve, String display, int number) {
    String path = curve.path(WIDTH, HEIGHT);
    if (display.equals("area")) {
      html.empty("path", "class", "area c" + number % 6, "d", path + "L300 90L0 90Z");
    }
    html.empty("path", "class", "line c" + number % 6, "d", path);
  }

  private void anomalies(String expression) {
    Curve expected = Curve.expected(expression, POINTS);
    Curve curve = Curve.of(expression, POINTS).withPeak(0.62, 0.74, 0.5);
    html.empty("path", "class", "band", "d", band(expected));
    html.empty("path", "class", "line c0", "d", curve.path(WIDTH, HEIGHT));
    StringBuilder outside = new StringBuilder();
    for (int i = 1; i < POINTS; i++) {
      if (curve.points()[i] - expected.points()[i] > BAND) {
        outside.append('M').append(point(curve, i - 1)).append('L').append(point(curve, i));
      }
    }
    html.empty("path", "class", "line bad", "d", outside.toString());
  }

  private static String band(Curve expected) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < POINTS; i++) {
      path.append(i == 0 ? 'M' : 'L').append(point(expected, i, BAND));
    }
    for (int i = POINTS - 1; i >= 0; i--) {
      path.append('L').append(point(expected, i, -BAND));
    }
    return path.append('Z').toString();
  }

  private static String point(Curve curve, int i) {
    return point(curve, i, 0);
  }

  private static String point(Curve curve, int i, double above) {
    return Curve.number(curve.x(i, WIDTH))
        + " "
        + Curve.number(curve.y(i, HEIGHT) - above * HEIGHT);
  }

  private void bars(Curve curve, int number) {
    double step = WIDTH / FEW;
    for (int i = 0; i < FEW; i++) {
      double y = curve.y(i, HEIGHT);
      html.empty(
          "rect",
          "class",
          "bar c" + number % 6,
          "x",
          Curve.number(i * step + 2),
          "y",
          Curve.number(y),
          "width",
          Curve.number(step - 4),
          "height",
          Curve.number(HEIGHT - y));
    }
  }

  private void number(Graph graph) {
    String of = graph.title() + graph.lines();
    double value = 1000 + 90000 * Curve.of(of, 2).last();
    int precision = Math.min(4, Math.max(0, graph.definition().path("precision").asInt(2)));
    String unit = graph.definition().path("custom_unit").asText("");
    html.open("p", "class", "number");
    html.text(String.format(Locale.ROOT, "%,." + precision + "f", value));
    html.line("small", unit);
    html.close();
  }

  private void ranking(Graph graph) {
    String name =
        graph.lines().get(0).contents().stream()
            .flatMap(each -> each.groups().stream())
            .map(Name::name)
            .findFirst()
            .orElse("value");
    html.open("ol", "class", "ranking");
    for (int i = 1; i <= 5; i++) {
      html.open("li").line("span", name + "-" + i);
      html.empty("i", "style", "width:" + (100 - 17 * (i - 1)) + "%").close();
    }
    html.close();
  }
}
