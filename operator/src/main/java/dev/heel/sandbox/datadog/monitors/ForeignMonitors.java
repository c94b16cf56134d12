package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;

/** Monitors as a large organisation has them: of many teams, some without any tag. */
final class ForeignMonitors {
  private static final String[] SERVICES = {"checkout", "search", "billing", "login", "mail"};

  private ForeignMonitors() {}

  /** What one was once created with; the id only varies it. */
  static ObjectNode definition(long id) {
    String service = SERVICES[(int) (id % SERVICES.length)];
    long threshold = 50 + id % 40;
    ObjectNode body = Json.object();
    body.put("name", "[" + service + "] disk " + id + " is filling up");
    body.put("type", "metric alert");
    body.put(
        "query",
        "avg(last_15m):avg:system.disk.in_use{service:%s} by {host} > %d"
            .formatted(service, threshold));
    body.put("message", "{{host.name}} has little room left. @slack-" + service);
    ArrayNode tags = body.putArray("tags");
    if (id % 4 != 0) {
      tags.add("team:" + service).add("managed_by:terraform");
    }
    ObjectNode options = body.putObject("options");
    options.putObject("thresholds").put("critical", threshold).put("warning", threshold - 10);
    options.put("notify_no_data", false).put("renotify_interval", 60);
    return body;
  }
}
