package dev.heel.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.ApiStatus.Applied;

/**
 * What is known of the object when a step is planned.
 *
 * @param id its id; null if there is none
 * @param body it as the API gives it; null if there is none
 * @param applied what was last sent for it; null if nothing was
 */
public record Sighting(String id, JsonNode body, Applied applied) {
  public static final Sighting NOTHING = new Sighting(null, null, null);

  public boolean exists() {
    return body != null;
  }
}
