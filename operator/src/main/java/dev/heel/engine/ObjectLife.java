package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.Problem;
import java.time.Instant;
import java.util.List;

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

  /**
   * What of a resource lies in the past, so that it makes no sense any more. Apart from the checks,
   * since a file that was right yesterday may have it today: warnings, and only for who asks at a
   * time.
   */
  default List<Problem> passed(Draft draft, Instant now) {
    return List.of();
  }
}
