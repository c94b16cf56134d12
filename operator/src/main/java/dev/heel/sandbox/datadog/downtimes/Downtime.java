package dev.heel.sandbox.datadog.downtimes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.monitors.Monitor;
import dev.heel.sandbox.datadog.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A downtime as the server keeps it. Never changed: each change makes a new one.
 *
 * @param number the id that it has in API v1 and in a monitor's {@code matching_downtimes}
 * @param attributes what was sent, with defaults, without the schedule
 * @param canceled since when it is canceled, or null
 * @param foreign whether it was there before anyone called
 */
record Downtime(
    String id,
    long number,
    ObjectNode attributes,
    DowntimeSchedule schedule,
    Instant created,
    Instant modified,
    Instant canceled,
    boolean foreign) {
  /** Client documentation: a canceled downtime stays readable for about two days. */
  private static final Duration KEPT = Duration.ofDays(2);

  Downtime with(ObjectNode newAttributes, DowntimeSchedule newSchedule, Instant now) {
    return new Downtime(id, number, newAttributes, newSchedule, created, now, canceled, foreign);
  }

  Downtime cancel(Instant now) {
    return new Downtime(id, number, attributes, schedule, created, now, now, foreign);
  }

  /** {@code scheduled}, {@code active}, {@code ended} or {@code canceled}. */
  String status(Instant now) {
    return canceled == null ? schedule.status(now) : "canceled";
  }

  boolean isActive(Instant now) {
    return status(now).equals("active");
  }

  /** Whether it can still be read: what is over goes after two days. */
  boolean isKept(Instant now) {
    Instant over = canceled;
    if (over == null && schedule instanceof DowntimeSchedule.OneTime once) {
      over = once.end();
    }
    return over == null || over.plus(KEPT).isAfter(now);
  }

  /** The one monitor that it mutes, if it names one. */
  OptionalLong monitorId() {
    JsonNode id = attributes.path("monitor_identifier").path("monitor_id");
    return id.isNumber() ? OptionalLong.of(id.asLong()) : OptionalLong.empty();
  }

  /** Whether it is for this monitor, in some of its groups. */
  boolean mutes(Monitor monitor) {
    if (monitorId().isPresent()) {
      return monitorId().getAsLong() == monitor.id();
    }
    for (JsonNode tag : attributes.path("monitor_identifier").path("monitor_tags")) {
      if (!tag.asText().equals("*") && !monitor.hasTag(tag.asText())) {
        return false;
      }
    }
    return true;
  }

  /** As a monitor's {@code matching_downtimes} shows it; times in seconds. */
  ObjectNode match(Monitor monitor, Instant now) {
    Optional<Window> window = schedule.window(now);
    ObjectNode match = Json.object().put("id", number).put("active", isActive(now));
    match.put("monitor_id", monitor.id());
    match.put("start", window.map(each -> each.start().getEpochSecond()).orElse(null));
    match.put("end", window.map(Window::end).map(Instant::getEpochSecond).orElse(null));
    match.putArray("scope").add(scope());
    match.putArray("groups").add(scope().equals("*") ? "total" : scope());
    return match;
  }

  String scope() {
    return attributes.path("scope").asText();
  }

  /** What a person would know it by: its message, or what it mutes. */
  String title() {
    String message = attributes.path("message").asText("");
    return message.isEmpty() ? scope() : message;
  }
}
