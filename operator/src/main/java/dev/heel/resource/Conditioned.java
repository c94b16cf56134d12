package dev.heel.resource;

import java.util.List;

/**
 * A status that holds conditions.
 *
 * @param <S> the status itself
 */
public interface Conditioned<S> {
  /** Null or empty if no pass has looked at the resource yet. */
  List<Condition> conditions();

  /** The same facts, told of a generation and with its conditions. */
  S at(long generation, List<Condition> now);
}
