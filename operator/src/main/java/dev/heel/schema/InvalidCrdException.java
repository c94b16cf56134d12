package dev.heel.schema;

import java.util.List;

/** A CustomResourceDefinition that the API server would refuse. */
public final class InvalidCrdException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  /**
   * @param problems one sentence each, beginning with the place in the CRD
   */
  public InvalidCrdException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each problem, as the API server words it: {@code spec.versions[0].schema...: what}. */
  public List<String> problems() {
    return problems;
  }
}
