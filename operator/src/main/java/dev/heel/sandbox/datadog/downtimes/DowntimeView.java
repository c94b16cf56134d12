package dev.heel.sandbox.datadog.downtimes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.text.Stamps;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** What of a downtime an answer shows, as a resource of JSON:API. */
final class DowntimeView {
  private final Instant now;
  private final UnaryOperator<ArrayNode> shuffle;

  /**
   * @param shuffle the order of {@code notify_end_states} is another one in every answer
   */
  DowntimeView(Instant now, UnaryOperator<ArrayNode> shuffle) {
    this.now = now;
    this.shuffle = shuffle;
  }

  /** Without relationships, as a list and a read show it. */
  ObjectNode data(Downtime downtime) {
    ObjectNode data = Json.object().put("type", "downtime").put("id", downtime.id());
    ObjectNode attributes = Json.shallow(downtime.attributes());
    attributes.set(
        "notify_end_states", shuffle.apply((ArrayNode) attributes.get("notify_end_states")));
    attributes.put("status", downtime.status(now));
    attributes.set("schedule", downtime.schedule().toJson(now));
    attributes.put("created", Stamps.micros(downtime.created()));
    attributes.put("modified", Stamps.micros(downtime.modified()));
    Instant canceled = downtime.canceled();
    attributes.put("canceled", canceled == null ? null : Stamps.micros(canceled));
    data.set("attributes", attributes);
    return data;
  }
}
