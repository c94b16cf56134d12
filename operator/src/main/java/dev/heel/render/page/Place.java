package dev.heel.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;

/** Where a widget stands, in cells from the left and the top. */
record Place(int x, int y, int width, int height) {
  private static final int FARTHEST = 10_000;

  static boolean isIn(JsonNode widget) {
    JsonNode layout = widget.path("layout");
    return layout.path("x").isInt()
        && layout.path("y").isInt()
        && layout.path("width").isInt()
        && layout.path("height").isInt();
  }

  static Place of(JsonNode widget) {
    JsonNode layout = widget.path("layout");
    return new Place(
        bounded(layout.path("x"), 0),
        bounded(layout.path("y"), 0),
        bounded(layout.path("width"), 1),
        bounded(layout.path("height"), 1));
  }

  private static int bounded(JsonNode number, int least) {
    return Math.max(least, Math.min(FARTHEST, number.asInt()));
  }

  int right() {
    return x + width;
  }

  /** As it is read on a screen that shows one widget beside the other, row by row. */
  static List<JsonNode> inReadingOrder(List<JsonNode> widgets) {
    Comparator<JsonNode> rows = Comparator.comparingInt(widget -> of(widget).y());
    return widgets.stream().sorted(rows.thenComparingInt(widget -> of(widget).x())).toList();
  }

  /** Its area of a CSS grid whose cells are that much larger. */
  String style(double scale) {
    return "grid-column:%d/span %d;grid-row:%d/span %d"
        .formatted(
            (int) (x * scale) + 1,
            Math.max(1, (int) (width * scale)),
            (int) (y * scale) + 1,
            Math.max(1, (int) (height * scale)));
  }
}
