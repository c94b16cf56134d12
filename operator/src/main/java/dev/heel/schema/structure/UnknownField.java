package dev.heel.schema.structure;

/**
 * A field that a closed schema does not have.
 *
 * @param pointer JSON pointer of the field
 * @param nearest the known sibling name that looks most like it, or null
 */
public record UnknownField(String pointer, String nearest) {
  /** The field as the API server's strict decoder writes it, such as {@code spec.deletionPolcy}. */
  public String field() {
    return FieldPath.dotted(pointer);
  }
}
