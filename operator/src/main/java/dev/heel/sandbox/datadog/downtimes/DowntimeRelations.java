package dev.heel.sandbox.datadog.downtimes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.account.SandboxUser;
import dev.heel.sandbox.datadog.monitors.Monitor;
import dev.heel.sandbox.datadog.monitors.Monitors;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.Organisation;
import java.util.List;
import java.util.Optional;

/**
 * Who made a downtime and what it mutes, as JSON:API relates it to an answer.
 *
 * @param organisation whose downtimes they are
 * @param monitors that organisation's
 */
record DowntimeRelations(Organisation organisation, Monitors monitors) {
  private static final String AUTHOR = "created_by";
  private static final String MONITOR = "monitor";

  /** All that can be asked for. */
  static final List<String> ALL = List.of(AUTHOR, MONITOR);

  /**
   * Adds them to an answer about some downtimes.
   *
   * @param what of {@link #ALL}
   */
  void addTo(ObjectNode body, List<Downtime> downtimes, List<String> what) {
    ArrayNode included = body.putArray("included");
    boolean one = body.get("data").isObject();
    for (int i = 0; i < downtimes.size(); i++) {
      ObjectNode data = (ObjectNode) (one ? body.get("data") : body.get("data").get(i));
      ObjectNode relationships = data.putObject("relationships");
      if (what.contains(AUTHOR)) {
        String author = SandboxUser.id(organisation);
        relationships.putObject(AUTHOR).set("data", Json.reference(SandboxUser.TYPE, author));
      }
      if (what.contains(MONITOR)) {
        Optional<ObjectNode> monitor = monitor(downtimes.get(i));
        ObjectNode reference =
            monitor.map(m -> Json.reference("monitors", m.path("id").asText())).orElse(null);
        relationships.putObject(MONITOR).set("data", reference);
        monitor.ifPresent(included::add);
      }
    }
    if (what.contains(AUTHOR) && !downtimes.isEmpty()) {
      included.insert(0, SandboxUser.included(organisation));
    }
  }

  private Optional<ObjectNode> monitor(Downtime downtime) {
    if (downtime.monitorId().isEmpty()) {
      return Optional.empty();
    }
    long id = downtime.monitorId().getAsLong();
    return monitors.store().get(id).map(monitor -> included(id, monitor));
  }

  private static ObjectNode included(long id, Monitor monitor) {
    ObjectNode entry = Json.reference("monitors", String.valueOf(id));
    entry.putObject("attributes").put("name", monitor.name());
    return entry;
  }
}
