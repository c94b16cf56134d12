package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * What somebody wants a monitor to be: the members that a request may set, as they were sent.
 *
 * @param json only members that can be set
 * @param monitors the organisation's monitors, for what a composite refers to
 */
record MonitorDefinition(ObjectNode json, LongFunction<Optional<Monitor>> monitors) {
  /** API reference, body of "Create a monitor"; anything else in a body is ignored. */
  private static final Set<String> SETTABLE =
      Set.of(
          "name",
          "type",
          "query",
          "message",
          "tags",
          "options",
          "priority",
          "restricted_roles",
          "draft_status",
          "assets");

  /** The members of a body or of a kept monitor that can be set. */
  static ObjectNode settable(ObjectNode body) {
    ObjectNode result = Json.object();
    for (String name : SETTABLE) {
      if (body.has(name)) {
        result.set(name, body.get(name));
      }
    }
    return result;
  }

  String text(String name) {
    return json.path(name).asText("").strip();
  }

  String type() {
    return text("type");
  }

  String query() {
    return text("query");
  }

  JsonNode options() {
    return json.path("options");
  }

  JsonNode thresholds() {
    return options().path("thresholds");
  }

  Optional<BigDecimal> threshold(String name) {
    JsonNode value = thresholds().path(name);
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }
}
