package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.Caller.Answer;
import dev.heel.sandbox.datadog.Recordings.Exchange;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import dev.heel.sandbox.datadog.monitors.MonitorGroup;
import dev.heel.sandbox.datadog.world.Inventory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes what must have been there before a recorded request, as far as the recording shows, and
 * remembers which id here stands for which recorded one.
 */
final class Preparation {
  private static final Pattern MONITOR = Pattern.compile("/api/v1/monitor/(\\d+)(/.*)?");
  private static final Pattern DASHBOARD = Pattern.compile("/api/v1/dashboard/([a-z0-9-]+)");

  private static final Pattern DOWNTIME = Pattern.compile("/api/v2/downtime/([0-9a-f-]{36})");
  private static final Pattern WEBHOOK =
      Pattern.compile("/api/v1/integration/webhooks/configuration/([a-z-]+)/(.+)");

  private final DatadogServer server;
  private final Map<String, String> ids = new HashMap<>();

  Preparation(DatadogServer server) {
    this.server = server;
  }

  void before(Exchange exchange) {
    monitors(exchange);
    dashboards(exchange);
    webhooks(exchange);
    downtimes(exchange);
    events(exchange);
    server.resetCalls();
  }

  /** Learns the id that an answer to a create has. */
  void after(Exchange exchange, Answer answer) {
    for (String id : List.of("/id", "/data/id")) {
      if (exchange.method().equals("POST") && !exchange.answer().at(id).isMissingNode()) {
        ids.put(exchange.answer().at(id).asText(), answer.body().at(id).asText());
      }
    }
  }

  /** The recorded path with ids from here. */
  String path(Exchange exchange) {
    String[] parts = exchange.path().split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = ids.getOrDefault(parts[i], parts[i]);
    }
    return String.join("/", parts) + exchange.query();
  }

  /** The recorded body with ids from here, or null. */
  String body(Exchange exchange) {
    String body = exchange.body();
    if (body == null && exchange.method().equals("POST")) {
      body = definition(exchange.answer()).toString();
    }
    if (body == null) {
      return null;
    }
    for (Map.Entry<String, String> each : ids.entrySet()) {
      body = body.replace('"' + each.getKey() + '"', '"' + each.getValue() + '"');
    }
    // A quote that is part of a text stays one.
    return body.replace("'", "\\u0027");
  }

  /** The recorded answer; an error names ids from here. */
  JsonNode answer(Exchange exchange) {
    if (!exchange.answer().has("errors")) {
      return exchange.answer();
    }
    String text = exchange.answer().toString();
    for (Map.Entry<String, String> each : ids.entrySet()) {
      text = text.replace(each.getKey(), each.getValue());
    }
    return Caller.json(text.replace("'", "\\u0027"));
  }

  private void monitors(Exchange exchange) {
    Matcher monitor = MONITOR.matcher(exchange.path());
    if (monitor.matches() && exchange.status() == 200 && !ids.containsKey(monitor.group(1))) {
      JsonNode source =
          exchange.answer().has("query") ? exchange.answer() : exchange.request().path("body");
      long id = monitor(source.has("query") ? definition(source) : plainMonitor());
      ids.put(monitor.group(1), String.valueOf(id));
      observe(id, exchange.answer());
    }
    if (exchange.path().endsWith("/search")) {
      organisation()
          .state(
              monitor(plainMonitor()),
              "Alert",
              List.of(new MonitorGroup("*", "Alert", 1_795_532_400L)));
    }
  }

  private void observe(long id, JsonNode answer) {
    if (answer.path("overall_state_modified").isTextual()) {
      organisation().state(id, answer.path("overall_state").asText(), List.of());
    }
    for (JsonNode downtime : answer.path("matching_downtimes")) {
      long seconds = downtime.path("end").asLong() - downtime.path("start").asLong();
      organisation().mute(id, Duration.ofSeconds(seconds));
    }
  }

  private void dashboards(Exchange exchange) {
    if (!exchange.path().startsWith("/api/v1/dashboard") || exchange.status() >= 300) {
      return;
    }
    Matcher one = DASHBOARD.matcher(exchange.path());
    if (one.matches()) {
      ids.computeIfAbsent(one.group(1), id -> dashboard());
    }
    for (JsonNode each : exchange.request().path("body").path("data")) {
      ids.computeIfAbsent(each.path("id").asText(), id -> dashboard());
    }
    if (exchange.answer().has("dashboards")) {
      organisation().dashboards().createForeign(4);
    }
  }

  private void webhooks(Exchange exchange) {
    Matcher one = WEBHOOK.matcher(exchange.path());
    if (!one.matches() || exchange.status() >= 300 || exchange.method().equals("POST")) {
      return;
    }
    boolean variable = one.group(1).equals("custom-variables");
    Inventory objects = organisation().inventory(variable ? "webhook-variables" : "webhooks");
    if (objects.get(one.group(2)).isEmpty()) {
      String rest =
          variable ? "'value':'v','is_secret':false" : "'url':'http://example.com/webhook'";
      create(
          exchange.path().replaceFirst("/[^/]+$", ""),
          Caller.json("{'name':'" + one.group(2) + "'," + rest + "}"));
    }
  }

  private void downtimes(Exchange exchange) {
    if (!exchange.path().startsWith("/api/v2/downtime") || exchange.status() >= 300) {
      return;
    }
    Matcher one = DOWNTIME.matcher(exchange.path());
    if (one.matches()) {
      ids.computeIfAbsent(one.group(1), id -> downtime(exchange.answer().path("data")));
    }
    if (exchange.method().equals("GET") && !one.matches()) {
      list(exchange);
    }
  }

  /** As many as were there: those of other pages first. */
  private void list(Exchange exchange) {
    JsonNode data = exchange.answer().path("data");
    int total = exchange.answer().at("/meta/page/total_filtered_count").asInt();
    int before = exchange.request().path("query").path("page[offset]").asInt();
    for (int i = 0; i < total; i++) {
      downtime(data.path(i < before ? 0 : Math.min(i - before, data.size() - 1)));
    }
  }

  private String downtime(JsonNode like) {
    ObjectNode attributes = Caller.MAPPER.createObjectNode();
    for (String name : List.of("scope", "message", "monitor_identifier")) {
      attributes.set(name, like.path("attributes").get(name));
    }
    ObjectNode body = Caller.MAPPER.createObjectNode();
    body.putObject("data").put("type", "downtime").set("attributes", attributes);
    return create("/api/v2/downtime", body).body().at("/data/id").asText();
  }

  private void events(Exchange exchange) {
    JsonNode event = exchange.answer().path("event");
    if (!exchange.method().equals("GET") || event.isMissingNode()) {
      return;
    }
    ObjectNode sent = Caller.MAPPER.createObjectNode();
    List.of("title", "text", "tags", "priority").forEach(name -> sent.set(name, event.get(name)));
    String id = create("/api/v1/events", sent).body().at("/event/id_str").asText();
    ids.put(event.path("id").asText(), id);
  }

  private String dashboard() {
    Answer made =
        create(
            "/api/v1/dashboard", Caller.json("{'title':'t','layout_type':'ordered','widgets':[]}"));
    return made.body().path("id").asText();
  }

  private long monitor(JsonNode definition) {
    return create("/api/v1/monitor", definition).id();
  }

  private Answer create(String path, JsonNode body) {
    Answer created = new Caller(server).post(path, body.toString().replace("'", "\\u0027"));
    assertThat(created.status()).as("preparing: %s", created.body()).isLessThan(300);
    return created;
  }

  private OrganisationPages organisation() {
    return server.organisation(Caller.API_KEY);
  }

  private static JsonNode plainMonitor() {
    return Caller.json(
        "{'type':'metric alert','query':'avg(last_5m):avg:my.metric{*} > 5','name':'n',"
            + "'tags':['a:b'],'message':'@pagerduty'}");
  }

  /** What a monitor that was answered may have been made from. */
  private static ObjectNode definition(JsonNode answer) {
    ObjectNode definition = Caller.MAPPER.createObjectNode();
    for (String name : List.of("type", "query", "name", "message", "tags", "options", "priority")) {
      if (answer.has(name)) {
        definition.set(name, answer.get(name).deepCopy());
      }
    }
    if (definition.path("options") instanceof ObjectNode options) {
      options.remove("silenced");
    }
    return definition;
  }
}
