package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A violation, or what is wrong with a CRD, as the API server words it in {@code
 * status.details.causes} (k8s.io/apimachinery, util/validation/field; k8s.io/kube-openapi,
 * pkg/validation/errors), word for word.
 *
 * @param field such as {@code spec.tags[0]}
 * @param detail the sentence after the field, such as {@code Required value}
 */
public record FieldError(Cause cause, String field, String detail) {
  /** Reasons of Kubernetes' field errors (k8s.io/apimachinery, validation/field). */
  public enum Cause {
    FieldValueRequired,
    FieldValueInvalid,
    FieldValueTypeInvalid,
    FieldValueNotSupported,
    FieldValueDuplicate,
    FieldValueTooLong,
    FieldValueTooMany,
    FieldValueForbidden
  }

  /** What is wrong with a CRD, at a path in it. */
  public static FieldError ofCrd(String path, String detail) {
    return new FieldError(Cause.FieldValueInvalid, path, detail);
  }

  /** Both, as one sentence. */
  public String sentence() {
    return field + ": " + detail;
  }

  public static FieldError of(Violation violation) {
    return new FieldError(violation.keyword().cause(), violation.field(), detail(violation));
  }

  private static String detail(Violation violation) {
    JsonNode limit = violation.limit();
    JsonNode value = violation.value();
    return switch (violation.keyword()) {
      case REQUIRED -> "Required value";
      case TYPE -> wrongType(violation, typeOf(value));
      case FORMAT -> wrongType(violation, value.isTextual() ? value.textValue() : goFormat(value));
      case ENUM -> notSupported(value, limit);
      // The limit counts characters, whatever the sentence says.
      case MAX_LENGTH -> "Too long: may not be more than " + counted(limit, "byte", "bytes");
      // An object's fields are called items here, too.
      case MAX_ITEMS, MAX_PROPERTIES ->
          "Too many: " + value.size() + ": must have at most " + counted(limit, "item", "items");
      case UNIQUE_ITEMS -> "Duplicate value: " + GoText.value(value);
      case OBJECT_ITEMS ->
          invalid(GoText.value(value), "must be an object for an array of list-type map");
      case WHOLE_NUMBER, ANY_OF, ONE_OF, ALL_OF, NOT -> invalid("\"\"", unplaced(violation));
      case RULES_NOT_CHECKED ->
          invalid(
              "null",
              "some validation rules were not checked because the object was invalid; "
                  + "correct the existing errors to complete validation");
      case RULE -> "Invalid value" + shown(value) + ": " + limit.textValue();
      case RULE_REQUIRED -> "Required value: " + limit.textValue();
      case RULE_FORBIDDEN -> "Forbidden: " + limit.textValue();
      case RULE_DUPLICATE -> "Duplicate value" + shown(value);
      default -> should(violation);
    };
  }

  private static String invalid(String value, String sentence) {
    return "Invalid value: " + value + ": " + sentence;
  }

  private static String counted(JsonNode limit, String one, String many) {
    return limit.asLong() + " " + (limit.asLong() == 1 ? one : many);
  }

  /**
   * @param found the name of the value's type, or a text that does not have the format
   */
  private static String wrongType(Violation violation, String found) {
    String quoted = GoText.quote(found);
    return invalid(
        quoted,
        "%s in body must be of type %s: %s"
            .formatted(violation.at().path(), violation.limit().textValue(), quoted));
  }

  static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING, BINARY -> "string";
      case NUMBER -> Numbers.isLong(value) ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case OBJECT, POJO -> "object";
      case NULL, MISSING -> "null";
    };
  }

  /** The name that kube-openapi uses for a value whose schema declares a format. */
  private static String goFormat(JsonNode value) {
    if (!value.isNumber()) {
      return "";
    }
    return Numbers.isLong(value) ? "int64" : "float64";
  }

  private static String notSupported(JsonNode value, JsonNode supported) {
    String names =
        StreamSupport.stream(supported.spliterator(), false)
            .map(name -> GoText.quote(name.isTextual() ? name.textValue() : GoText.json(name)))
            .collect(Collectors.joining(", "));
    return "Unsupported value: " + GoText.value(value) + ": supported values: " + names;
  }

  /** A sentence that Kubernetes cannot tie to a field. */
  private static String unplaced(Violation violation) {
    String path = violation.at().path();
    String quoted = GoText.quote(path);
    int holding = violation.limit().asInt();
    return switch (violation.keyword()) {
      case ANY_OF -> quoted + " must validate at least one schema (anyOf)";
      case ONE_OF -> quoted + " must validate one and only one schema (oneOf). " + found(holding);
      case ALL_OF ->
          quoted
              + " must validate all the schemas (allOf)"
              + (holding == 0 ? ". None validated" : "");
      case NOT -> quoted + " must not validate the schema (not)";
      default -> wholeNumber(violation.limit().textValue(), path);
    };
  }

  private static String found(int holding) {
    return holding == 0 ? "Found none valid" : "Found " + holding + " valid alternatives";
  }

  private static String wholeNumber(String format, String path) {
    String wanted = format.isEmpty() ? "(default format)" : "with format " + format;
    return "Checked value must be of type integer " + wanted + " in " + path;
  }

  private static String should(Violation violation) {
    JsonNode value = violation.value();
    return invalid(
        value.isContainerNode() ? Integer.toString(value.size()) : GoText.value(value),
        violation.at().path() + " in body should " + demand(violation));
  }

  private static String demand(Violation violation) {
    JsonNode limit = violation.limit();
    return switch (violation.keyword()) {
      case MIN_LENGTH -> "be at least " + limit.asLong() + " chars long";
      case MIN_ITEMS -> "have at least " + limit.asLong() + " items";
      case MIN_PROPERTIES -> "have at least " + limit.asLong() + " properties";
      case PATTERN -> "match '" + limit.textValue() + "'";
      case MINIMUM -> "be greater than or equal to " + bound(violation);
      case EXCLUSIVE_MINIMUM -> "be greater than " + bound(violation);
      case MAXIMUM -> "be less than or equal to " + bound(violation);
      case EXCLUSIVE_MAXIMUM -> "be less than " + bound(violation);
      case MULTIPLE_OF -> "be a multiple of " + GoText.number(limit.asDouble());
      default -> throw new IllegalStateException(violation.keyword() + " has another sentence");
    };
  }

  /** An integer is held against the integer part of the bound, as in kube-openapi. */
  private static String bound(Violation violation) {
    double bound = violation.limit().asDouble();
    return Numbers.isLong(violation.value())
        ? Long.toString(Numbers.truncated(bound))
        : GoText.number(bound);
  }

  /** Objects and lists are not printed. */
  private static String shown(JsonNode value) {
    return value.isMissingNode() || value.isContainerNode() ? "" : ": " + GoText.value(value);
  }
}
