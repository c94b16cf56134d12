package dev.heel.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.heel.kinds.Kinds;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * One resource as the table shows it.
 *
 * @param ready True, False, or Unknown while no pass looked at it
 * @param id the object's id in Datadog; null if there is none
 * @param datadog what there is to see in Datadog, in a few words
 * @param current whether its status speaks of its present spec
 */
public record Row(
    String kind,
    String namespace,
    String name,
    String ready,
    String reason,
    String message,
    String id,
    String datadog,
    boolean current) {

  /**
   * Of a resource as the API server gives it.
   *
   * @param object what it became, as Datadog answers it; missing if there is none
   */
  public static Row of(JsonNode resource, JsonNode object) {
    JsonNode status = resource.path("status");
    JsonNode ready =
        StreamSupport.stream(status.path("conditions").spliterator(), false)
            .filter(condition -> condition.path("type").asText().equals("Ready"))
            .findFirst()
            .orElse(MissingNode.getInstance());
    return new Row(
        resource.path("kind").asText(),
        resource.at("/metadata/namespace").asText(),
        resource.at("/metadata/name").asText(),
        ready.path("status").asText("Unknown"),
        ready.path("reason").asText(""),
        ready.path("message").asText(""),
        status.path("id").asText(null),
        Kinds.named(resource.path("kind").asText())
            .map(kind -> kind.glance(status, object))
            .orElse(""),
        status.path("observedGeneration").asLong(-1)
            == resource.at("/metadata/generation").asLong(-2));
  }

  public boolean isReady() {
    return current && ready.equals("True");
  }

  /** Whether a pass has said what is so, good or bad. */
  public boolean isDecided() {
    return current && !ready.equals("Unknown") && !reason.equals("Progressing");
  }

  /** Sorts by namespace, kind and name. */
  public String order() {
    return String.join(" ", namespace, kind, name).toLowerCase(Locale.ROOT);
  }
}
