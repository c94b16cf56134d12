package dev.heel.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Draft;
import dev.heel.engine.api.Envelope;

/**
 * One resource and the body that it is made with in Datadog.
 *
 * @param draft the resource as it is understood
 * @param object what {@link ApiKind#desired} gives; references that only Datadog can answer stand
 *     in it as they are written, and secrets by their names
 */
public record Body(ApiKind<?> kind, String namespace, String name, Draft draft, JsonNode object) {
  /** The body of the request that creates the object. */
  public JsonNode sent() {
    return Envelope.closed(kind.routes(), object, null);
  }

  /** {@code DatadogMonitor home/my-metric}. */
  @Override
  public String toString() {
    return kind.name() + " " + namespace + "/" + name;
  }
}
