package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.schema.structure.Violation.Cause;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The API server's field errors (k8s.io/apimachinery, util/validation/field), word for word. */
public final class FieldErrors {
  private FieldErrors() {}

  public static Violation violation(Location at, Cause cause, String detail) {
    return new Violation(at.pointer(), at.fieldName(), cause, detail);
  }

  /** A sentence that Kubernetes cannot tie to a field. */
  static Violation unplaced(Location at, String sentence) {
    String detail = "Invalid value: \"\": " + sentence;
    return new Violation(at.pointer(), Violation.NO_FIELD, Cause.FieldValueInvalid, detail);
  }

  static Violation required(Location at) {
    return violation(at, Cause.FieldValueRequired, "Required value");
  }

  public static Violation invalid(Location at, String value, String sentence) {
    return violation(at, Cause.FieldValueInvalid, "Invalid value: " + value + ": " + sentence);
  }

  /** A value of the wrong type; {@code found} is the name of its type, or a text that has none. */
  static Violation wrongType(Location at, String wanted, String found) {
    String quoted = GoText.quote(found);
    String sentence = at.path() + " in body must be of type " + wanted + ": " + quoted;
    return violation(at, Cause.FieldValueTypeInvalid, "Invalid value: " + quoted + ": " + sentence);
  }

  static Violation notSupported(Location at, JsonNode value, JsonNode supported) {
    String names =
        StreamSupport.stream(supported.spliterator(), false)
            .map(name -> GoText.quote(name.isTextual() ? name.textValue() : GoText.json(name)))
            .collect(Collectors.joining(", "));
    return violation(
        at,
        Cause.FieldValueNotSupported,
        "Unsupported value: " + GoText.value(value) + ": supported values: " + names);
  }

  /** The limit counts characters, whatever the sentence says. */
  static Violation tooLong(Location at, long limit) {
    String sentence = "Too long: may not be more than " + limit + (limit == 1 ? " byte" : " bytes");
    return violation(at, Cause.FieldValueTooLong, sentence);
  }

  /** Also for an object's fields, which Kubernetes calls items here. */
  static Violation tooMany(Location at, long found, long limit) {
    String items = limit == 1 ? " item" : " items";
    return violation(
        at, Cause.FieldValueTooMany, "Too many: " + found + ": must have at most " + limit + items);
  }

  static Violation duplicate(Location at, JsonNode value) {
    return violation(at, Cause.FieldValueDuplicate, "Duplicate value: " + GoText.value(value));
  }

  /** What follows when an error keeps the rules from being looked at. */
  public static Violation rulesNotChecked() {
    return invalid(
        Location.ROOT,
        "null",
        "some validation rules were not checked because the object was invalid; "
            + "correct the existing errors to complete validation");
  }

  /** Whether one of the errors keeps the API server from evaluating the CEL rules. */
  public static boolean blockRules(List<Violation> errors) {
    return errors.stream().anyMatch(error -> blocks(error.cause()));
  }

  private static boolean blocks(Cause cause) {
    return switch (cause) {
      case FieldValueNotSupported,
          FieldValueRequired,
          FieldValueTooLong,
          FieldValueTooMany,
          FieldValueTypeInvalid ->
          true;
      case FieldValueInvalid, FieldValueDuplicate, FieldValueForbidden -> false;
    };
  }
}
