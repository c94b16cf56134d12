package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Values as the API server, a Go program, prints them in its sentences. */
public final class GoText {
  private GoText() {}

  /** Like {@code %q}: in double quotes, control characters escaped. */
  public static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(point -> out.append(escaped(point)));
    return out.append('"').toString();
  }

  private static String escaped(int point) {
    return switch (point) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '\r' -> "\\r";
      case 0x07 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case 0x0b -> "\\v";
      default -> printable(point) ? Character.toString(point) : numeric(point);
    };
  }

  private static boolean printable(int point) {
    if (point == ' ') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String numeric(int point) {
    if (point < 0x20 || point == 0x7f) {
      return String.format("\\x%02x", point);
    }
    return String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point);
  }

  /** A number like {@code %v}: 3, 0.5, 1e+21. */
  static String number(JsonNode number) {
    return Numbers.isLong(number) ? Long.toString(number.longValue()) : number(number.asDouble());
  }

  /** A floating-point number like {@code %v}: shortest form, an exponent below -4 and from 21. */
  static String number(double number) {
    BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (number == 0 || (exponent >= -4 && exponent < 21)) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().toString();
    int first = digits.startsWith("-") ? 2 : 1;
    String rest = digits.substring(first);
    return digits.substring(0, first)
        + (rest.isEmpty() ? "" : "." + rest)
        + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** A value as it follows {@code Invalid value: }. */
  public static String value(JsonNode value) {
    if (value.isTextual()) {
      return quote(value.textValue());
    }
    return value.isNumber() ? number(value) : json(value);
  }

  /** Compact JSON with sorted keys, as Go marshals a map. */
  static String json(JsonNode value) {
    if (value.isObject()) {
      List<String> names = new ArrayList<>();
      value.fieldNames().forEachRemaining(names::add);
      return new TreeSet<>(names)
          .stream()
              .map(name -> jsonText(name) + ":" + json(value.get(name)))
              .collect(Collectors.joining(",", "{", "}"));
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(json(item)));
      return "[" + String.join(",", items) + "]";
    }
    if (value.isTextual()) {
      return jsonText(value.textValue());
    }
    return value.isNumber() ? number(value) : value.toString();
  }

  /** Go escapes the three characters that HTML would take for markup. */
  private static String jsonText(String text) {
    return TextNode.valueOf(text)
        .toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026");
  }
}
