package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One monitor as the test wants it: the manifest, and what must then be found in Datadog. The two
 * are written apart from each other and from the product.
 *
 * @param name of the resource
 * @param version counts the changes; what it says follows from this
 */
record Wanted(String name, int version) {
  static final String NAMESPACE = "crash";

  Wanted changed() {
    return new Wanted(name, version + 1);
  }

  JsonNode manifest() {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("apiVersion", "heel.dev/v1alpha1").put("kind", "DatadogMonitor");
    manifest.putObject("metadata").put("namespace", NAMESPACE).put("name", name);
    ObjectNode spec = manifest.putObject("spec");
    spec.put("name", title()).put("type", "metric alert").put("query", query());
    spec.put("message", "version " + version);
    spec.putArray("tags").add("version:" + version);
    ObjectNode options = spec.putObject("options");
    options.putObject("thresholds").put("critical", critical());
    if (hasNoData()) {
      options.put("notifyNoData", true).put("noDataTimeframe", 10);
    }
    if (version % 3 == 1) {
      spec.put("priority", 1 + version % 5);
    }
    return manifest;
  }

  /** How the object differs from what is wanted; empty if it does not. */
  List<String> differences(JsonNode object) {
    List<String> all = new ArrayList<>();
    differs(all, "name", title(), object.path("name"));
    differs(all, "query", query(), object.path("query"));
    differs(all, "message", "version " + version, object.path("message"));
    differs(
        all,
        "critical",
        Double.toString(critical()),
        object.at("/options/thresholds/critical").isNumber()
            ? JsonNodeFactory.instance.textNode(
                Double.toString(object.at("/options/thresholds/critical").asDouble()))
            : object.at("/options/thresholds/critical"));
    differs(
        all,
        "notify_no_data",
        Boolean.toString(hasNoData()),
        JsonNodeFactory.instance.textNode(
            Boolean.toString(object.at("/options/notify_no_data").asBoolean(false))));
    String priority = version % 3 == 1 ? Integer.toString(1 + version % 5) : "null";
    differs(
        all,
        "priority",
        priority,
        JsonNodeFactory.instance.textNode(object.path("priority").asText("null")));
    if (!object.path("tags").toString().contains("\"version:" + version + "\"")) {
      all.add("tags are " + object.path("tags"));
    }
    return all;
  }

  private static void differs(List<String> all, String what, String wanted, JsonNode found) {
    if (!wanted.equals(found.asText())) {
      all.add("%s is %s, not %s".formatted(what, found, wanted));
    }
  }

  private String title() {
    return "crash %s v%d".formatted(name, version);
  }

  private String query() {
    return "avg(last_5m):avg:crash.%s{env:test} > %d"
        .formatted(name.replace('-', '_'), 100 + version);
  }

  private double critical() {
    return 100.0 + version;
  }

  private boolean hasNoData() {
    return version % 2 == 0;
  }
}
