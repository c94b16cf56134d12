package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;

/** How the API server reads JSON numbers: 64-bit integers where they fit, else doubles. */
public final class Numbers {
  /** Beyond it a double no longer tells neighbouring integers apart. */
  private static final double LARGEST_EXACT = (1L << 53) - 1;

  private Numbers() {}

  public static boolean isLong(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong();
  }

  /** Whether a double such as 5.0 may stand for an integer. */
  static boolean isWholeDouble(JsonNode value) {
    double number = value.asDouble();
    return value.isNumber()
        && !isLong(value)
        && Math.rint(number) == number
        && Math.abs(number) <= LARGEST_EXACT;
  }

  static boolean isWhole(JsonNode value) {
    return isLong(value) || isWholeDouble(value);
  }

  /** A double made an integer as Go does it on common processors: too large becomes smallest. */
  static long truncated(double number) {
    return Math.abs(number) < 0x1p63 ? (long) number : Long.MIN_VALUE;
  }

  /** Equality of JSON values in which 1 and 1.0 are one number. */
  public static boolean same(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) -> a.isNumber() && b.isNumber() ? compare(a, b) : a.equals(b) ? 0 : 1, other);
  }

  static int compare(JsonNode one, JsonNode other) {
    return isLong(one) && isLong(other)
        ? Long.compare(one.longValue(), other.longValue())
        : Double.compare(one.asDouble(), other.asDouble());
  }
}
