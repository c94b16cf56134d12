package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one schema node says of a string or a number, prepared once. Patterns are RE2, as in the API
 * server; the order of the checks is that of kube-openapi, which stops at a string's first fault.
 */
final class ValueChecks {
  /** Returns null if the value is right. */
  private interface Check {
    Violation of(JsonNode value, Location at);
  }

  private final List<Check> texts = new ArrayList<>();
  private final List<Check> numbers = new ArrayList<>();
  private final JsonNode enumeration;
  private final String format;

  private ValueChecks(JsonNode raw, String type, String format) {
    this.enumeration = raw.path("enum");
    this.format = format;
    addLengths(raw);
    addPattern(raw);
    addRange(type);
    addBounds(raw);
  }

  static ValueChecks of(SchemaNode node) {
    return new ValueChecks(node.raw(), node.type(), Formats.effective(node));
  }

  /** The format that counts here; empty if none is declared or the API server ignores it. */
  String format() {
    return format;
  }

  void text(JsonNode value, Location at, List<Violation> found) {
    for (Check check : texts) {
      Violation violation = check.of(value, at);
      if (violation != null) {
        found.add(violation);
        break;
      }
    }
    if (!Formats.matches(format, value.textValue())) {
      found.add(FieldErrors.wrongType(at, format, value.textValue()));
    }
  }

  void number(JsonNode value, Location at, List<Violation> found) {
    for (Check check : numbers) {
      Violation violation = check.of(value, at);
      if (violation != null) {
        found.add(violation);
      }
    }
  }

  void enumeration(JsonNode value, Location at, List<Violation> found) {
    if (enumeration.isEmpty()) {
      return;
    }
    for (JsonNode allowed : enumeration) {
      if (Numbers.same(allowed, value)) {
        return;
      }
    }
    found.add(FieldErrors.notSupported(at, value, enumeration));
  }

  private void addLengths(JsonNode raw) {
    if (raw.hasNonNull("maxLength")) {
      long most = raw.get("maxLength").asLong();
      texts.add((value, at) -> length(value) > most ? FieldErrors.tooLong(at, most) : null);
    }
    if (raw.hasNonNull("minLength")) {
      long least = raw.get("minLength").asLong();
      texts.add(
          (value, at) ->
              length(value) < least
                  ? should(at, value, "be at least " + least + " chars long")
                  : null);
    }
  }

  private static long length(JsonNode value) {
    return value.textValue().codePoints().count();
  }

  private void addPattern(JsonNode raw) {
    String text = raw.path("pattern").asText();
    if (text.isEmpty()) {
      return;
    }
    Pattern pattern = compiled(text);
    texts.add(
        (value, at) ->
            pattern != null && pattern.matcher(value.textValue()).find()
                ? null
                : should(at, value, "match '" + text + "'"));
  }

  /** Null if it is none; {@link Structure} reports that. */
  static Pattern compiled(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  private void addRange(String type) {
    if (type.equals("integer")) {
      boolean small = format.equals("int32");
      String wanted =
          "integer " + (format.isEmpty() ? "(default format)" : "with format " + format);
      numbers.add(
          (value, at) ->
              Numbers.isWhole(value) && (!small || value.canConvertToInt())
                  ? null
                  : FieldErrors.unplaced(
                      at, "Checked value must be of type " + wanted + " in " + at.path()));
    }
  }

  private void addBounds(JsonNode raw) {
    if (raw.hasNonNull("multipleOf")) {
      double factor = raw.get("multipleOf").asDouble();
      numbers.add(
          (value, at) ->
              Math.rint(value.asDouble() / factor) * factor == value.asDouble()
                  ? null
                  : should(at, value, "be a multiple of " + GoText.number(factor)));
    }
    if (raw.hasNonNull("minimum")) {
      boolean exclusive = raw.path("exclusiveMinimum").asBoolean();
      addBound(raw.get("minimum").asDouble(), 1, exclusive, "greater than");
    }
    if (raw.hasNonNull("maximum")) {
      boolean exclusive = raw.path("exclusiveMaximum").asBoolean();
      addBound(raw.get("maximum").asDouble(), -1, exclusive, "less than");
    }
  }

  /**
   * An integer is held against the integer part of the bound, as in kube-openapi; {@code side} is 1
   * for values above the bound, -1 for values below it.
   */
  private void addBound(double bound, int side, boolean exclusive, String words) {
    String sentence = "be " + words + (exclusive ? " " : " or equal to ");
    long whole = Numbers.truncated(bound);
    numbers.add(
        (value, at) -> {
          boolean integer = Numbers.isLong(value);
          int order =
              side
                  * (integer
                      ? Long.compare(value.longValue(), whole)
                      : Double.compare(value.asDouble(), bound));
          String shown = integer ? Long.toString(whole) : GoText.number(bound);
          return order > 0 || (order == 0 && !exclusive)
              ? null
              : should(at, value, sentence + shown);
        });
  }

  private static Violation should(Location at, JsonNode value, String what) {
    return FieldErrors.invalid(at, GoText.value(value), at.path() + " in body should " + what);
  }
}
