package dev.heel.query.tree;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The comparison that ends a monitor's query (Datadog API v1, "Create a monitor").
 *
 * @param operator such as {@code >=}
 * @param number as it is written; a reference or {@code threshold} where the number is told
 *     elsewhere
 * @param numberAt where the number stands
 * @param span all of it
 */
public record Comparison(String operator, String number, Span numberAt, Span span) {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:[0-9]{1,40}(?:\\.[0-9]{0,40})?|\\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,3})?");

  /** With the scale that was written; empty if it is no number of at most 40 digits. */
  public Optional<BigDecimal> value() {
    return number(number);
  }

  /** Of a text; empty if it is no number, or one that nobody would write. */
  public static Optional<BigDecimal> number(String text) {
    return text.length() <= 100 && NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
