package dev.heel.engine;

import dev.heel.resource.Problem;
import java.util.List;

/**
 * One requirement of a resource beyond its schema, as a method reference whose name reads as the
 * requirement.
 *
 * @param <R> the custom resource
 */
@FunctionalInterface
public interface Check<R> {
  /** What is wrong; empty if nothing is. Never throws, whatever the spec holds. */
  List<Problem> problems(R resource);
}
