package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
      found.add(Violation.of(at, Keyword.FORMAT, format, value));
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
    found.add(new Violation(at, Keyword.ENUM, enumeration, value));
  }

  private void addLengths(JsonNode raw) {
    if (raw.hasNonNull("maxLength")) {
      long most = raw.get("maxLength").asLong();
      texts.add(check(Keyword.MAX_LENGTH, raw.get("maxLength"), value -> length(value) <= most));
    }
    if (raw.hasNonNull("minLength")) {
      long least = raw.get("minLength").asLong();
      texts.add(check(Keyword.MIN_LENGTH, raw.get("minLength"), value -> length(value) >= least));
    }
  }

  /** What tells a value that is not right. */
  private static Check check(Keyword keyword, JsonNode limit, Predicate<JsonNode> right) {
    return (value, at) -> right.test(value) ? null : new Violation(at, keyword, limit, value);
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
        check(
            Keyword.PATTERN,
            raw.get("pattern"),
            value -> pattern != null && pattern.matcher(value.textValue()).find()));
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
      numbers.add(
          check(
              Keyword.WHOLE_NUMBER,
              TextNode.valueOf(format),
              value -> Numbers.isWhole(value) && (!small || value.canConvertToInt())));
    }
  }

  private void addBounds(JsonNode raw) {
    if (raw.hasNonNull("multipleOf")) {
      double factor = raw.get("multipleOf").asDouble();
      numbers.add(
          check(
              Keyword.MULTIPLE_OF,
              raw.get("multipleOf"),
              value -> Math.rint(value.asDouble() / factor) * factor == value.asDouble()));
    }
    if (raw.hasNonNull("minimum")) {
      boolean exclusive = raw.path("exclusiveMinimum").asBoolean();
      addBound(exclusive ? Keyword.EXCLUSIVE_MINIMUM : Keyword.MINIMUM, raw.get("minimum"));
    }
    if (raw.hasNonNull("maximum")) {
      boolean exclusive = raw.path("exclusiveMaximum").asBoolean();
      addBound(exclusive ? Keyword.EXCLUSIVE_MAXIMUM : Keyword.MAXIMUM, raw.get("maximum"));
    }
  }

  private void addBound(Keyword keyword, JsonNode bound) {
    numbers.add(
        check(
            keyword,
            bound,
            value -> {
              int order = order(value, bound.asDouble());
              return switch (keyword) {
                case MINIMUM -> order >= 0;
                case EXCLUSIVE_MINIMUM -> order > 0;
                case MAXIMUM -> order <= 0;
                default -> order < 0;
              };
            }));
  }

  /** An integer is held against the integer part of the bound, as in kube-openapi. */
  private static int order(JsonNode value, double bound) {
    return Numbers.isLong(value)
        ? Long.compare(value.longValue(), Numbers.truncated(bound))
        : Double.compare(value.asDouble(), bound);
  }
}
