package dev.heel.schema;

/**
 * One thing that a schema or a CEL rule refuses.
 *
 * @param pointer JSON pointer of the offending value in the object, such as {@code
 *     /spec/options/thresholds/critical}
 * @param cause the API server's word for it, as in {@code status.details.causes[].reason}
 * @param detail the API server's sentence after the field, such as {@code Required value} or {@code
 *     Invalid value: "object": say what to watch}
 */
public record Violation(String pointer, Cause cause, String detail) {
  /** Reasons of Kubernetes' field errors (k8s.io/apimachinery, validation/field). */
  public enum Cause {
    FieldValueRequired,
    FieldValueInvalid,
    FieldValueTypeInvalid,
    FieldValueNotSupported,
    FieldValueDuplicate,
    FieldValueTooLong,
    FieldValueTooMany
  }

  /**
   * The field as Kubernetes writes it: {@code spec.options.thresholds.critical}, {@code
   * spec.tags[0]}.
   */
  public String field() {
    return FieldPath.dotted(pointer);
  }
}
