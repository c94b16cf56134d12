package dev.heel.sandbox.datadog.downtimes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Strict;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.text.PythonText;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * The attributes of a downtime apart from its schedule: what is refused, and the defaults of what
 * was not sent.
 */
final class DowntimeForm {
  private static final Set<String> KNOWN =
      Set.of(
          "display_timezone",
          "message",
          "monitor_identifier",
          "mute_first_recovery_notification",
          "notify_end_states",
          "notify_end_types",
          "schedule",
          "scope");
  private static final List<String> STATES = List.of("alert", "no data", "warn");
  private static final List<String> TYPES = List.of("canceled", "expired");
  private static final int MOST_TAGS = 32;
  private static final int LONGEST_TAG = 256;

  private final LongPredicate monitorExists;

  DowntimeForm(LongPredicate monitorExists) {
    this.monitorExists = monitorExists;
  }

  /**
   * {@code data.attributes} of a body.
   *
   * @throws ApiError 400 for another envelope and for attributes that do not exist
   */
  static ObjectNode sent(ObjectNode body, List<String> required) {
    Strict.object(body, Set.of("data"), List.of("data"));
    JsonNode data = body.get("data");
    Strict.object(data, Set.of("type", "id", "attributes"), List.of("type", "attributes"));
    Strict.oneOf(data.get("type"), List.of("downtime"));
    Strict.object(data.get("attributes"), KNOWN, required);
    return (ObjectNode) data.get("attributes");
  }

  /** What a downtime has of which nothing was sent. */
  static ObjectNode defaults() {
    ObjectNode attributes = Json.object();
    attributes.putNull("message").put("display_timezone", "UTC");
    attributes.put("mute_first_recovery_notification", false);
    attributes.set("notify_end_states", list(STATES));
    attributes.putArray("notify_end_types").add("expired");
    return attributes;
  }

  /**
   * Old attributes with those that were sent in their place, checked.
   *
   * @throws ApiError 400 with the first thing that is wrong
   */
  ObjectNode over(ObjectNode old, ObjectNode sent) {
    ObjectNode result = Json.shallow(old);
    result.setAll(sent);
    result.remove("schedule");
    Strict.textOrNull(result.get("message"));
    Strict.flag(result.get("mute_first_recovery_notification"));
    subset(result.get("notify_end_states"), STATES);
    subset(result.get("notify_end_types"), TYPES);
    Strict.text(result.path("scope"));
    DowntimeScope.problem(result.get("scope").asText()).ifPresent(DowntimeForm::refuse);
    identifier(result.path("monitor_identifier"));
    timezone(result);
    return result;
  }

  private static void timezone(ObjectNode attributes) {
    JsonNode sent = attributes.path("display_timezone");
    Strict.textOrNull(sent);
    if (sent.asText("").isEmpty() || sent.isNull()) {
      attributes.put("display_timezone", "UTC");
    }
    DowntimeTimes.zone(attributes.get("display_timezone").asText());
  }

  private void identifier(JsonNode identifier) {
    boolean one = identifier.isObject() && identifier.size() == 1;
    if (one && identifier.path("monitor_id").isIntegralNumber()) {
      long id = identifier.get("monitor_id").asLong();
      if (!monitorExists.test(id)) {
        refuse("Monitor with id " + id + " not found");
      }
    } else if (one && identifier.path("monitor_tags").isArray()) {
      tags(identifier.get("monitor_tags"));
    } else {
      refuse(PythonText.of(identifier) + " is not valid under any of the given schemas");
    }
  }

  private static void tags(JsonNode tags) {
    if (tags.isEmpty()) {
      refuse("[] is too short");
    }
    if (tags.size() > MOST_TAGS) {
      refuse(PythonText.of(tags) + " is too long");
    }
    for (JsonNode tag : tags) {
      Strict.text(tag);
      if (tag.asText().isEmpty() || tag.asText().length() > LONGEST_TAG) {
        refuse(PythonText.of(tag) + " is too " + (tag.asText().isEmpty() ? "short" : "long"));
      }
    }
  }

  private static void subset(JsonNode values, List<String> allowed) {
    Strict.array(values);
    values.forEach(value -> Strict.oneOf(value, allowed));
  }

  private static ArrayNode list(List<String> words) {
    ArrayNode list = Json.array();
    words.forEach(list::add);
    return list;
  }

  private static void refuse(String text) {
    throw ApiError.badRequest(text);
  }
}
