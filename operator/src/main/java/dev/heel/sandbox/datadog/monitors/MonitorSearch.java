package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.text.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code /api/v1/monitor/search} and {@code /api/v1/monitor/groups/search}. Of the search language
 * it knows words (part of the name), {@code id:}, {@code type:}, {@code status:} and {@code tag:};
 * other fields find nothing.
 */
final class MonitorSearch {
  private static final Pattern TERM = Pattern.compile("(?:[a-z_]+:)?(?:\"[^\"]*\"|\\S+)");
  private static final Pattern METRIC = Pattern.compile("[a-z0-9_]+:([A-Za-z][\\w.]*)\\{");
  private static final Pattern HANDLE = Pattern.compile("@([\\w.@-]+)");
  private static final long DEFAULT_PAGE = 30;

  private MonitorSearch() {}

  static Reply monitors(Request request, Monitors monitors) {
    List<Monitor> found = found(request, monitors);
    ObjectNode body = Json.object();
    body.set("counts", counts(found, monitor -> Stream.of(state(monitor))));
    ArrayNode list = body.putArray("monitors");
    page(request, found).forEach(monitor -> list.add(summary(monitor)));
    body.set("metadata", metadata(request, found.size()));
    return Reply.ok(body);
  }

  static Reply groups(Request request, Monitors monitors) {
    List<Monitor> found = found(request, monitors);
    List<ObjectNode> groups = new ArrayList<>();
    found.forEach(monitor -> monitor.groups().forEach(group -> groups.add(group(monitor, group))));
    ObjectNode body = Json.object();
    body.set(
        "counts", counts(found, monitor -> monitor.groups().stream().map(group -> group.status())));
    ArrayNode list = body.putArray("groups");
    page(request, groups).forEach(list::add);
    body.set("metadata", metadata(request, groups.size()));
    return Reply.ok(body);
  }

  private static List<Monitor> found(Request request, Monitors monitors) {
    List<String> terms =
        TERM.matcher(request.query("query").orElse(""))
            .results()
            .map(each -> each.group())
            .toList();
    return monitors.store().listed().stream()
        .filter(monitor -> terms.stream().allMatch(term -> fits(monitor, term)))
        .toList();
  }

  private static boolean fits(Monitor monitor, String term) {
    String[] parts = term.replace("\"", "").split(":", 2);
    if (parts.length == 1) {
      return lower(monitor.name()).contains(lower(parts[0]));
    }
    return switch (parts[0]) {
      case "id" -> parts[1].equals(String.valueOf(monitor.id()));
      case "type" -> parts[1].equals(classification(monitor));
      case "status" -> lower(state(monitor)).equals(lower(parts[1]));
      case "tag" -> monitor.hasTag(parts[1]);
      default -> false;
    };
  }

  private static ObjectNode summary(Monitor monitor) {
    ObjectNode summary = Json.object();
    summary.put("id", monitor.id()).put("name", monitor.name()).put("type", monitor.type());
    summary.put("query", monitor.query()).put("status", state(monitor));
    summary.put("classification", classification(monitor));
    for (String same : List.of("tags", "org_id", "priority", "overall_state_modified")) {
      summary.set(same, monitor.body().get(same));
    }
    summary.putNull("muted_until_ts").putNull("last_triggered_ts");
    summary.putArray("restricted_roles");
    ObjectNode creator = summary.putObject("creator");
    for (String same : List.of("handle", "id", "name")) {
      creator.set(same, monitor.body().path("creator").get(same));
    }
    matches(METRIC, monitor.query()).forEach(summary.putArray("metrics")::add);
    summary.putArray("scopes");
    ArrayNode notifications = summary.putArray("notifications");
    matches(HANDLE, monitor.body().path("message").asText())
        .forEach(handle -> notifications.addObject().put("handle", handle).put("name", handle));
    return summary;
  }

  private static ObjectNode group(Monitor monitor, MonitorGroup group) {
    ObjectNode json = Json.object();
    json.put("monitor_id", monitor.id()).put("monitor_name", monitor.name());
    json.put("group", group.name().equals("*") ? "total" : group.name());
    json.put("status", group.status()).put("last_nodata_ts", 0);
    json.put("last_triggered_ts", group.lastTriggered() == null ? 0 : group.lastTriggered());
    json.set("all_tags", monitor.body().get("tags"));
    json.set("priority", monitor.body().get("priority"));
    json.put("muted", !monitor.downtimes().isEmpty());
    json.putNull("muted_remaining").putNull("muted_until_ts");
    json.putArray("group_tags").add(group.name());
    for (String empty : List.of("env_tags", "team_tags", "downtimes")) {
      json.putArray(empty);
    }
    return json;
  }

  private static ObjectNode counts(List<Monitor> found, Function<Monitor, Stream<String>> states) {
    ObjectNode counts = Json.object();
    counts.set("status", tally(found.stream().flatMap(states)));
    ArrayNode muted = counts.putArray("muted");
    long silent = found.stream().filter(monitor -> !monitor.downtimes().isEmpty()).count();
    muted.addObject().put("count", found.size() - silent).put("name", false);
    if (silent > 0) {
      muted.addObject().put("count", silent).put("name", true);
    }
    counts.set("tag", tally(found.stream().flatMap(MonitorSearch::tags)));
    counts.set("type", tally(found.stream().map(MonitorSearch::classification)));
    return counts;
  }

  private static ArrayNode tally(Stream<String> names) {
    Map<String, Integer> count = new LinkedHashMap<>();
    names.forEach(name -> count.merge(name, 1, Integer::sum));
    ArrayNode result = Json.array();
    count.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(
            each -> result.addObject().put("count", each.getValue()).put("name", each.getKey()));
    return result;
  }

  private static <T> Stream<T> page(Request request, List<T> all) {
    long size = perPage(request);
    return all.stream().skip(request.number("page").orElse(0L) * size).limit(size);
  }

  private static ObjectNode metadata(Request request, int total) {
    long size = perPage(request);
    ObjectNode metadata = Json.object();
    metadata.put("total_count", total).put("page_count", (total + size - 1) / size);
    return metadata.put("page", request.number("page").orElse(0L)).put("per_page", size);
  }

  private static long perPage(Request request) {
    return Math.max(1, request.number("per_page").orElse(DEFAULT_PAGE));
  }

  private static Stream<String> tags(Monitor monitor) {
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : monitor.body().path("tags")) {
      tags.add(tag.asText());
    }
    return tags.stream();
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).distinct().toList();
  }

  private static String state(Monitor monitor) {
    return monitor.body().path("overall_state").asText();
  }

  /** {@code metric alert} is classified as {@code metric}, a service check as {@code custom}. */
  private static String classification(Monitor monitor) {
    return switch (monitor.type()) {
      case "metric alert", "query alert" -> "metric";
      case "service check" -> "custom";
      default -> monitor.type().replace(" alert", "");
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
