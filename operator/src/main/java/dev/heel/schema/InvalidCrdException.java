package dev.heel.schema;

import dev.heel.schema.structure.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/** A CustomResourceDefinition that the API server would refuse. */
public final class InvalidCrdException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<FieldError> problems;

  /**
   * @param problems each at its place in the CRD
   */
  public InvalidCrdException(List<FieldError> problems) {
    super(problems.stream().map(FieldError::sentence).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<FieldError> problems() {
    return problems;
  }
}
