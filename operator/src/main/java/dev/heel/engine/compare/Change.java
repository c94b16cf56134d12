package dev.heel.engine.compare;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One difference between what a resource wants and what is in Datadog.
 *
 * @param pointer JSON pointer into the body
 * @param wanted null if the resource does not have the field
 * @param found null if Datadog does not have it
 */
public record Change(String pointer, JsonNode wanted, JsonNode found, Cause cause) {
  public enum Cause {
    /** Both have it, or only the resource does. */
    DIFFERENT,
    /** We sent it once, and the resource no longer has it. */
    REMOVED,
    /** Somebody else set it. */
    FOREIGN
  }

  /** The field as people write it: {@code options.thresholds.warning}. */
  public String field() {
    return pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.').replace("~1", "/");
  }
}
