package dev.heel.schema.structure;

/**
 * One thing that a schema or a CEL rule refuses.
 *
 * @param pointer JSON pointer of the offending value in the object, such as {@code
 *     /spec/options/thresholds/critical}
 * @param field the field as Kubernetes writes it: {@code spec.tags[0]}, {@code spec.labels[key]};
 *     it writes {@code <nil>} for the object itself, and where it does not know the field
 * @param cause the API server's word for it, as in {@code status.details.causes[].reason}
 * @param detail the API server's sentence after the field, such as {@code Required value} or {@code
 *     Invalid value: "object": say what to watch}
 */
public record Violation(String pointer, String field, Cause cause, String detail) {
  /** The field of a violation that names none. */
  public static final String NO_FIELD = "<nil>";

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
}
