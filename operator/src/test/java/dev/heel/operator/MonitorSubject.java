package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import dev.heel.sandbox.datadog.world.Inventory;
import dev.heel.sandbox.datadog.world.SandboxObject;
import java.util.List;
import java.util.Optional;

/** Monitors: marked by tags, a partial PUT. */
final class MonitorSubject implements Subject {
  @Override
  public String kind() {
    return "DatadogMonitor";
  }

  @Override
  public String letter() {
    return "m";
  }

  @Override
  public String collection() {
    return "/api/v1/monitor";
  }

  @Override
  public void fill(ObjectNode spec, Wanted wanted) {
    int version = wanted.version();
    spec.put("name", wanted.title()).put("type", "metric alert").put("query", query(wanted));
    spec.put("message", "version " + version);
    spec.putArray("tags").add("version:" + version);
    ObjectNode options = spec.putObject("options");
    options.putObject("thresholds").put("critical", critical(wanted));
    if (hasNoData(wanted)) {
      options.put("notifyNoData", true).put("noDataTimeframe", 10);
    }
    if (hasPriority(wanted)) {
      spec.put("priority", 1 + version % 5);
    }
  }

  @Override
  public List<String> differences(Wanted wanted, JsonNode object) {
    JsonNode options = object.path("options");
    return new Differences()
        .text("name", wanted.title(), object.path("name"))
        .text("query", query(wanted), object.path("query"))
        .text("message", "version " + wanted.version(), object.path("message"))
        .number("critical", critical(wanted), options.at("/thresholds/critical"))
        .flag("notify_no_data", hasNoData(wanted), options.path("notify_no_data"))
        .text(
            "priority",
            hasPriority(wanted) ? Integer.toString(1 + wanted.version() % 5) : "null",
            object.path("priority"))
        .contains("tags", "\"version:" + wanted.version() + "\"", object.path("tags"))
        .all();
  }

  @Override
  public String owner(JsonNode object) {
    for (JsonNode tag : object.path("tags")) {
      if (tag.asText().startsWith("heel_owner:")) {
        return tag.asText().substring("heel_owner:".length());
      }
    }
    return "";
  }

  @Override
  public Inventory inventory(OrganisationPages organisation) {
    return new Monitors(organisation);
  }

  @Override
  public ObjectNode edit() {
    return JsonNodeFactory.instance.objectNode().put("message", "edited by hand");
  }

  private static String query(Wanted wanted) {
    return "avg(last_5m):avg:crash.%s{env:test} > %d"
        .formatted(wanted.name().replace('-', '_'), 100 + wanted.version());
  }

  private static double critical(Wanted wanted) {
    return 100.0 + wanted.version();
  }

  private static boolean hasNoData(Wanted wanted) {
    return wanted.version() % 2 == 0;
  }

  private static boolean hasPriority(Wanted wanted) {
    return wanted.version() % 3 == 1;
  }

  private record Monitors(OrganisationPages organisation) implements Inventory {
    @Override
    public List<SandboxObject> objects() {
      return organisation.monitors().stream()
          .map(
              body ->
                  new SandboxObject(
                      "monitor", body.path("id").asText(), body.path("name").asText(), body))
          .toList();
    }

    @Override
    public Optional<JsonNode> get(String id) {
      return organisation.monitor(Long.parseLong(id));
    }

    @Override
    public JsonNode edit(String id, JsonNode mergePatch) {
      return organisation.edit(Long.parseLong(id), mergePatch);
    }

    @Override
    public boolean delete(String id) {
      return organisation.delete(Long.parseLong(id));
    }

    @Override
    public List<String> createForeign(int count) {
      return organisation.createForeign(count).stream().map(String::valueOf).toList();
    }
  }
}
