package dev.heel.lint;

import java.util.Optional;

/** Says whether a text is Python; the program itself cannot tell, an interpreter can. */
@FunctionalInterface
public interface PythonSyntax {
  /** Nobody is there who can tell. */
  PythonSyntax UNKNOWN = source -> Optional.empty();

  /**
   * @param line counted from 1
   * @param column in characters, counted from 1
   * @param message in Python's own words
   */
  record Mistake(int line, int column, String message) {}

  /** The first mistake; empty if there is none, or if it cannot be told. */
  Optional<Mistake> mistake(String source);
}
