package dev.heel.schema.structure;

import java.util.Set;

/**
 * A field that a closed schema does not have.
 *
 * @param pointer JSON pointer of the field
 * @param known the names that the schema has there
 */
public record UnknownField(String pointer, Set<String> known) {
  /** The field as the API server's strict decoder writes it, such as {@code spec.deletionPolcy}. */
  public String field() {
    return FieldPath.dotted(pointer);
  }
}
