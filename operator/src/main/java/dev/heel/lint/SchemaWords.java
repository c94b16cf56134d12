package dev.heel.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.read.Nearest;
import dev.heel.engine.read.ValueWords;
import dev.heel.lint.Finding.Mark;
import dev.heel.manifest.Manifest;
import dev.heel.resource.Problem.Place;
import dev.heel.resource.Problem.Severity;
import dev.heel.schema.structure.FieldError;
import dev.heel.schema.structure.UnknownField;
import dev.heel.schema.structure.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a schema refuses, in words for people. */
final class SchemaWords {
  private static final Map<String, String> TYPES =
      Map.of(
          "string", "a text",
          "integer", "a whole number",
          "int32", "a whole number",
          "int64", "a whole number",
          "number", "a number",
          "boolean", "true or false",
          "array", "a list",
          "object", "a mapping");

  private SchemaWords() {}

  static Finding unknown(Manifest manifest, UnknownField unknown) {
    String name = unknown.pointer().substring(unknown.pointer().lastIndexOf('/') + 1);
    return error(
        "unknown-field",
        Marks.key(manifest, unknown.pointer()),
        "unknown field " + unknown.field() + Nearest.hint(name, unknown.known()),
        "");
  }

  static Finding of(Manifest manifest, Violation violation) {
    Mark at = Marks.value(manifest, Place.of(violation.pointer()));
    String field = violation.field();
    JsonNode limit = violation.limit();
    return switch (violation.keyword()) {
      case REQUIRED -> error("missing-field", at, field + " is missing", "Add it.");
      case TYPE, FORMAT -> wrongType(manifest, violation.pointer(), field, limit.textValue());
      case ENUM -> notSupported(violation, at);
      case MIN_LENGTH -> atLeast(violation, "characters", at);
      case MIN_ITEMS, MIN_PROPERTIES -> atLeast(violation, "entries", at);
      case MAX_LENGTH -> error("too-long", at, atMost(violation, "character", "characters"), "");
      case MAX_ITEMS, MAX_PROPERTIES ->
          error("too-many", at, atMost(violation, "entry", "entries"), "");
      case UNIQUE_ITEMS ->
          error("duplicate-value", at, field + " is in the list already", "Take it out.");
      case PATTERN -> {
        String what = "%s cannot be %s".formatted(field, ValueWords.shown(violation.value()));
        yield error("wrong-form", at, what, "Its form is '" + limit.textValue() + "'.");
      }
      case MINIMUM -> outOfRange(violation, "greater than or equal to", at);
      case EXCLUSIVE_MINIMUM -> outOfRange(violation, "greater than", at);
      case MAXIMUM -> outOfRange(violation, "less than or equal to", at);
      case EXCLUSIVE_MAXIMUM -> outOfRange(violation, "less than", at);
      case MULTIPLE_OF -> outOfRange(violation, "a multiple of", at);
      case RULE -> violation.value().isTextual() ? form(violation, at) : rule(violation, at);
      case RULE_REQUIRED, RULE_FORBIDDEN, RULE_DUPLICATE -> rule(violation, at);
      case OBJECT_ITEMS, WHOLE_NUMBER, ANY_OF, ONE_OF, ALL_OF, NOT, RULES_NOT_CHECKED ->
          error("schema", at, field + ": " + FieldError.of(violation).detail(), "");
    };
  }

  private static Finding rule(Violation violation, Mark at) {
    return error("crd-rule", at, violation.field() + ": " + violation.limit().textValue(), "");
  }

  /** Heel's rules about one text say what it must be. */
  private static Finding form(Violation violation, Mark at) {
    String text = ValueWords.shown(violation.value());
    String what = "%s cannot be %s".formatted(violation.field(), text);
    return error("wrong-form", at, what, "It " + violation.limit().textValue() + ".");
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
        "%s must be %s, and this is %s".formatted(field, type, ValueWords.shown(value)),
        "");
  }

  private static String atMost(Violation violation, String thing, String things) {
    long most = violation.limit().asLong();
    return "%s may have at most %d %s"
        .formatted(violation.field(), most, most == 1 ? thing : things);
  }

  private static Finding atLeast(Violation violation, String things, Mark at) {
    String field = violation.field();
    long least = violation.limit().asLong();
    String what = "%s must have at least %d %s".formatted(field, least, things);
    return error("too-short", at, least == 1 ? field + " is empty" : what, "");
  }

  private static Finding outOfRange(Violation violation, String demand, Mark at) {
    return error(
        "out-of-range",
        at,
        "%s must be %s %s, and this is %s"
            .formatted(
                violation.field(),
                demand,
                plain(violation.limit()),
                ValueWords.shown(violation.value())),
        "");
  }

  private static String plain(JsonNode number) {
    return number.decimalValue().stripTrailingZeros().toPlainString();
  }

  private static Finding notSupported(Violation violation, Mark at) {
    String written = violation.value().asText();
    List<String> allowed =
        StreamSupport.stream(violation.limit().spliterator(), false).map(JsonNode::asText).toList();
    Optional<String> nearest = Nearest.to(written, allowed);
    String hint = nearest.map(name -> "; did you mean " + name + "?").orElse("");
    String remedy = nearest.isPresent() ? "" : "It is one of: " + String.join(", ", allowed) + ".";
    return error(
        "unknown-value",
        at,
        "%s cannot be \"%s\"%s".formatted(violation.field(), ValueWords.shortened(written), hint),
        remedy);
  }

  private static Finding error(String rule, Mark at, String message, String remedy) {
    return new Finding(Severity.ERROR, rule, at, null, message, remedy);
  }
}
