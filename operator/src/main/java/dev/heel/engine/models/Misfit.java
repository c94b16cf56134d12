package dev.heel.engine.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One value of a body that is not as its model says.
 *
 * @param pointer JSON pointer into the body; where something is missing, the mapping that lacks it
 * @param value what stands there
 * @param known by sort: the words for what belongs there, the name that is missing, the names that
 *     the mapping may have, the values that the field may have
 */
public record Misfit(Sort sort, String pointer, JsonNode value, List<String> known) {
  /** What is otherwise. */
  public enum Sort {
    /** The value is of another JSON type. */
    TYPE,
    /** A part is missing without which Datadog cannot read the mapping. */
    MISSING,
    /** A list has nothing in it, and must. */
    EMPTY,
    /** The model has no such name. */
    NAME,
    /** The model has a list of values, and this is none of them. */
    VALUE
  }
}
