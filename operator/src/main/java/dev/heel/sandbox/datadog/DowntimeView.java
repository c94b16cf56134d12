package dev.heel.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /** Adds who made it and what it mutes to an answer about some downtimes. */
  static void relate(
      ObjectNode body, List<Downtime> downtimes, List<String> what, Organisation organisation) {
    ArrayNode included = body.putArray("included");
    boolean one = body.get("data").isObject();
    for (int i = 0; i < downtimes.size(); i++) {
      ObjectNode data = (ObjectNode) (one ? body.get("data") : body.get("data").get(i));
      ObjectNode relationships = data.putObject("relationships");
      if (what.contains("created_by")) {
        relationships
            .putObject("created_by")
            .set("data", AccountApi.reference("users", AccountApi.userId(organisation)));
      }
      if (what.contains("monitor")) {
        Optional<ObjectNode> monitor = monitor(downtimes.get(i), organisation);
        ObjectNode reference =
            monitor.map(m -> AccountApi.reference("monitors", m.path("id").asText())).orElse(null);
        relationships.putObject("monitor").set("data", reference);
        monitor.ifPresent(included::add);
      }
    }
    if (what.contains("created_by") && !downtimes.isEmpty()) {
      included.insert(0, AccountApi.user(organisation));
    }
  }

  private static Optional<ObjectNode> monitor(Downtime downtime, Organisation organisation) {
    if (downtime.monitorId().isEmpty()) {
      return Optional.empty();
    }
    long id = downtime.monitorId().getAsLong();
    return organisation
        .monitorKind()
        .store()
        .get(id)
        .map(
            monitor -> {
              ObjectNode entry = AccountApi.reference("monitors", String.valueOf(id));
              entry.putObject("attributes").put("name", monitor.name());
              return entry;
            });
  }
}
