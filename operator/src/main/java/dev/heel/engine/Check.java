package dev.heel.engine;

import dev.heel.resource.Problem;
import java.util.List;

/**
 * One requirement of a resource beyond its schema, as a method reference whose name reads as the
 * requirement.
 */
@FunctionalInterface
public interface Check {
  /** What is wrong; empty if nothing is. Never throws, whatever the spec or definition holds. */
  List<Problem> problems(Draft draft);
}
