package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * How the objects of a kind live in Datadog, and what is told of it. A plain object is there or is
 * not, and has no state. Pure and total.
 */
public interface ObjectLife {
  /** Whether a found object still counts. */
  default Liveness liveness(JsonNode found) {
    return Liveness.LIVE;
  }

  /** What Datadog says of the object's life, for the status. */
  default Report report(JsonNode found) {
    return Report.NONE;
  }

  /** Whether what is wanted lies wholly in the past, so that it is not made any more. */
  default boolean isOver(JsonNode desired, Instant now) {
    return false;
  }
}
