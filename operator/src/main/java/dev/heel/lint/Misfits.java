package dev.heel.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.lint.Finding.Mark;
import dev.heel.manifest.Manifest;
import dev.heel.resource.Problem.Place;
import dev.heel.resource.Problem.Severity;
import dev.heel.schema.structure.NearestName;
import dev.heel.schema.structure.UnknownField;
import dev.heel.schema.structure.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API server's verdicts on single values, in words for people. */
final class Misfits {
  private static final Pattern TYPE = Pattern.compile("must be of type (\\w+)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
  private static final Pattern DEMAND = Pattern.compile(" in body should (.*)$", Pattern.DOTALL);
  private static final Pattern LIMIT = Pattern.compile("(\\d+) (?:chars|bytes?|items?|properties)");
  private static final Map<String, String> TYPES =
      Map.of(
          "string", "a text",
          "integer", "a whole number",
          "number", "a number",
          "boolean", "true or false",
          "array", "a list",
          "object", "a mapping");

  private Misfits() {}

  static Finding unknown(Manifest manifest, UnknownField unknown) {
    String hint = unknown.nearest() == null ? "" : "; did you mean " + unknown.nearest() + "?";
    return error(
        "unknown-field",
        Marks.key(manifest, unknown.pointer()),
        "unknown field " + unknown.field() + hint,
        "");
  }

  static Finding of(Manifest manifest, Violation violation) {
    Mark at = Marks.value(manifest, Place.of(violation.pointer()));
    return switch (violation.cause()) {
      case FieldValueRequired ->
          error("missing-field", at, violation.field() + " is missing", "Add it.");
      case FieldValueTypeInvalid -> wrongType(manifest, violation);
      case FieldValueNotSupported -> notSupported(violation, at);
      case FieldValueTooLong -> error("too-long", at, atMost(violation, "characters"), "");
      case FieldValueTooMany -> error("too-many", at, atMost(violation, "entries"), "");
      case FieldValueDuplicate ->
          error(
              "duplicate-value", at, violation.field() + " is in the list already", "Take it out.");
      default -> demand(manifest, violation, at);
    };
  }

  /**
   * @param wanted a type of JSON schema, such as {@code string}
   */
  static Finding wrongType(Manifest manifest, String pointer, String field, String wanted) {
    String type = TYPES.getOrDefault(wanted, wanted);
    JsonNode value = manifest.json().at(pointer);
    return error(
        "wrong-type",
        Marks.value(manifest, Place.of(pointer)),
        "%s must be %s, and this is %s".formatted(field, type, is(value)),
        "");
  }

  private static Finding wrongType(Manifest manifest, Violation violation) {
    Matcher matcher = TYPE.matcher(violation.detail());
    String wanted = matcher.find() ? matcher.group(1) : "";
    return wrongType(manifest, violation.pointer(), violation.field(), wanted);
  }

  private static String atMost(Violation violation, String things) {
    Matcher matcher = LIMIT.matcher(violation.detail());
    String most = matcher.find() ? matcher.group(1) : "fewer";
    return "%s may have at most %s %s".formatted(violation.field(), most, things);
  }

  /** What a value has the right type for and yet does not do: lengths, bounds, forms. */
  private static Finding demand(Manifest manifest, Violation violation, Mark at) {
    Matcher matcher = DEMAND.matcher(violation.detail());
    if (!matcher.find()) {
      return TYPE.matcher(violation.detail()).find()
          ? wrongType(manifest, violation)
          : error("schema", at, violation.field() + ": " + plain(violation.detail()), "");
    }
    String field = violation.field();
    String demand = matcher.group(1);
    String value = is(manifest.json().at(violation.pointer()));
    Matcher least = LIMIT.matcher(demand);
    if (least.find()) {
      String things = demand.contains("chars") ? "characters" : "entries";
      String what = "%s must have at least %s %s".formatted(field, least.group(1), things);
      return error("too-short", at, least.group(1).equals("1") ? field + " is empty" : what, "");
    }
    if (demand.startsWith("match ")) {
      String form = demand.substring("match ".length());
      return error(
          "wrong-form", at, "%s cannot be %s".formatted(field, value), "Its form is " + form + ".");
    }
    return error(
        "out-of-range", at, "%s must %s, and this is %s".formatted(field, demand, value), "");
  }

  private static String is(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "the text \"" + shortened(value.asText()) + "\"";
      case NUMBER -> "the number " + value.asText();
      case BOOLEAN -> value.asText();
      case ARRAY -> "a list";
      case OBJECT, POJO -> "a mapping";
      default -> "nothing";
    };
  }

  private static Finding notSupported(Violation violation, Mark at) {
    String[] parts = violation.detail().split("supported values: ", 2);
    List<String> allowed = quoted(parts.length > 1 ? parts[1] : "");
    String written = quoted(parts[0]).stream().findFirst().orElse("");
    Optional<String> nearest = Optional.ofNullable(NearestName.of(written, allowed));
    String hint = nearest.map(name -> "; did you mean " + name + "?").orElse("");
    String remedy = nearest.isPresent() ? "" : "It is one of: " + String.join(", ", allowed) + ".";
    return error(
        "unknown-value",
        at,
        "%s cannot be \"%s\"%s".formatted(violation.field(), shortened(written), hint),
        remedy);
  }

  private static List<String> quoted(String text) {
    List<String> values = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(text);
    while (matcher.find()) {
      values.add(matcher.group(1));
    }
    return values;
  }

  private static String plain(String detail) {
    return detail.replaceFirst("^Invalid value: ", "");
  }

  /** At most 40 characters of it, so that a sentence stays one. */
  static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static Finding error(String rule, Mark at, String message, String remedy) {
    return new Finding(Severity.ERROR, rule, at, null, message, remedy);
  }
}
