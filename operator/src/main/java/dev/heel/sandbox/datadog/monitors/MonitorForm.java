package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.monitors.MonitorQuery.Comparison;
import dev.heel.sandbox.datadog.text.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the server makes of a monitor's definition: what it trims, drops, rewrites and adds. Each
 * rule was seen in recorded pairs of request and answer of the real API.
 */
final class MonitorForm {
  private static final Set<String> LOG_LIKE =
      Set.of("log alert", "rum alert", "ci-pipelines alert", "ci-tests alert", "event-v2 alert");

  private MonitorForm() {}

  /** The definition as monitor {@code id} keeps it; it has passed the rules. */
  static ObjectNode kept(MonitorDefinition definition, long id) {
    ObjectNode body = Json.object();
    String type = type(definition.type(), definition.query());
    body.put("type", type);
    body.put("name", name(definition));
    body.put("message", definition.text("message"));
    body.put("query", definition.query());
    body.set("tags", orElse(definition.json().get("tags"), Json.array()));
    body.set("options", options(definition, type));
    JsonNode priority = definition.json().path("priority");
    if (priority.asInt(0) == 0) {
      body.putNull("priority");
    } else {
      body.set("priority", priority);
    }
    body.set("restricted_roles", definition.json().get("restricted_roles"));
    String draft = definition.text("draft_status");
    body.put("draft_status", draft.isEmpty() ? "published" : draft);
    body.set("assets", assets(definition, id));
    body.put("multi", isMulti(definition));
    return body;
  }

  private static ArrayNode assets(MonitorDefinition definition, long id) {
    ArrayNode kept = Json.array();
    for (JsonNode asset : definition.json().path("assets")) {
      ObjectNode copy = Json.object();
      copy.putNull("resource_key").putNull("resource_type");
      copy.putObject("template_variables");
      copy.putObject("options");
      copy.put("monitor_id", id);
      kept.add(Json.merged(copy, asset));
    }
    return kept;
  }

  private static String name(MonitorDefinition definition) {
    return definition.json().hasNonNull("name")
        ? definition.json().get("name").asText()
        : definition.query();
  }

  /** The server tells the two metric types apart by the query, whatever was sent. */
  static String type(String sent, String query) {
    if (sent.equals("metric alert") && MonitorQuery.isCumulative(query)) {
      return "query alert";
    }
    return sent.equals("query alert") && query.startsWith("formula(") ? "metric alert" : sent;
  }

  static boolean sameType(String one, String other) {
    return canonical(one).equals(canonical(other));
  }

  private static String canonical(String type) {
    return type.equals("metric alert") ? "query alert" : type;
  }

  private static boolean isMulti(MonitorDefinition definition) {
    if (!definition.type().equals("composite")) {
      return MonitorQuery.isGrouped(definition.query());
    }
    return MonitorQuery.parts(definition.query()).stream()
        .flatMap(id -> definition.monitors().apply(id).stream())
        .anyMatch(part -> part.body().path("multi").asBoolean());
  }

  private static ObjectNode options(MonitorDefinition definition, String type) {
    ObjectNode options =
        definition.options().isObject()
            ? Json.shallow((ObjectNode) definition.options())
            : Json.object();
    boolean metric = type.equals("metric alert") || type.equals("query alert");
    if (metric && options.path("on_missing_data").asText().equals("default")) {
      options.remove("on_missing_data");
    }
    if (options.path("classification").asText().equals("custom")) {
      options.remove("classification");
    }
    if (options.path("escalation_message").isTextual()) {
      options.put("escalation_message", options.get("escalation_message").asText().strip());
    }
    options.remove("thresholds");
    ObjectNode thresholds = thresholds(definition);
    if (!thresholds.isEmpty()) {
      options.set("thresholds", thresholds);
    }
    addDefaults(options, type);
    return options;
  }

  /** Without nulls, every number with a fraction, critical from the query when nothing was said. */
  private static ObjectNode thresholds(MonitorDefinition definition) {
    ObjectNode kept = Json.object();
    if (definition.thresholds().isObject()) {
      for (Map.Entry<String, JsonNode> each : definition.thresholds().properties()) {
        if (!each.getValue().isNull()) {
          kept.set(each.getKey(), withFraction(each.getValue()));
        }
      }
      return kept;
    }
    boolean compares =
        !definition.type().equals("composite") && !definition.type().equals("service check");
    Optional<Comparison> comparison =
        compares ? MonitorQuery.comparison(definition.query()) : Optional.empty();
    comparison.ifPresent(found -> kept.put("critical", found.threshold().doubleValue()));
    return kept;
  }

  private static JsonNode withFraction(JsonNode number) {
    return number.isNumber() ? DoubleNode.valueOf(number.doubleValue()) : number;
  }

  private static void addDefaults(ObjectNode options, String type) {
    addIfAbsent(options, "notify_no_data", BooleanNode.FALSE);
    addIfAbsent(options, "notify_audit", BooleanNode.FALSE);
    addIfAbsent(options, "include_tags", BooleanNode.TRUE);
    addIfAbsent(options, "new_host_delay", IntNode.valueOf(300));
    addIfAbsent(options, "silenced", Json.object());
    if (LOG_LIKE.contains(type)) {
      addIfAbsent(options, "groupby_simple_monitor", BooleanNode.FALSE);
    }
    if (type.equals("rum alert")) {
      addIfAbsent(options, "avalanche_window", IntNode.valueOf(20));
    }
  }

  private static void addIfAbsent(ObjectNode options, String name, JsonNode value) {
    if (!options.has(name)) {
      options.set(name, value);
    }
  }

  private static JsonNode orElse(JsonNode value, JsonNode fallback) {
    return value == null || value.isNull() ? fallback : value;
  }
}
