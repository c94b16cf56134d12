package dev.heel.sandbox.datadog.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.faults.Fault;
import dev.heel.sandbox.datadog.gateway.Gateway;
import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.text.Spans;
import dev.heel.sandbox.datadog.world.Organisation;
import dev.heel.sandbox.datadog.world.RateLimit;
import dev.heel.sandbox.datadog.world.SandboxObject;
import dev.heel.sandbox.datadog.world.Switches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@code /_sandbox}: everything that steers the server as a whole or looks into it, without keys
 * and never counted. What is wrong in a request is answered with 400 and a sentence.
 */
public final class Control implements Api {
  private final Gateway.Shared shared;
  private final Contents contents;
  private final Consumer<Iterable<String>> requireLimits;

  /**
   * @param requireLimits throws for a rate limit that no route counts
   */
  public Control(
      Gateway.Shared shared, Contents contents, Consumer<Iterable<String>> requireLimits) {
    this.shared = shared;
    this.contents = contents;
    this.requireLimits = requireLimits;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.open("GET /_sandbox/calls", request -> Reply.ok(shared.calls().toJson())),
        Route.open("DELETE /_sandbox/calls", this::resetCalls),
        Route.open("GET /_sandbox/calls/log", this::callLog),
        Route.open("GET /_sandbox/objects", this::objects),
        Route.open("GET /_sandbox/organisations", this::organisations),
        Route.open("GET /_sandbox/switches", request -> Reply.ok(switches().toJson())),
        Route.open("PATCH /_sandbox/switches", this::changeSwitches),
        Route.open("PATCH /_sandbox/keys", this::changeKeys),
        Route.open("GET /_sandbox/faults", this::waitingFaults),
        Route.open("POST /_sandbox/faults", this::addFault),
        Route.open("DELETE /_sandbox/faults", this::clearFaults),
        Route.open("POST /_sandbox/foreign", this::createForeign),
        Route.open("POST /_sandbox/users", this::addUser));
  }

  private Switches switches() {
    return shared.world().switches();
  }

  private Reply resetCalls(Request request) {
    shared.calls().reset();
    return Reply.nothing(204);
  }

  private Reply callLog(Request request) {
    return Reply.ok(Json.MAPPER.valueToTree(shared.calls().log()));
  }

  private Reply objects(Request request) {
    ArrayNode list = Json.array();
    for (Organisation organisation : shared.organisations().all()) {
      for (SandboxObject object : pages(organisation).objects()) {
        ObjectNode entry = list.addObject();
        entry.put("kind", object.kind()).put("id", object.id()).put("title", object.title());
        entry.put("organisation", organisation.name()).set("body", object.body());
      }
    }
    return Reply.ok(list);
  }

  private Reply organisations(Request request) {
    ArrayNode list = Json.array();
    for (Organisation each : shared.organisations().all()) {
      ObjectNode entry = list.addObject();
      entry.put("name", each.name()).put("publicId", each.publicId()).put("id", each.id());
      entry.put("monitors", pages(each).monitors().size());
      entry.put("foreignMonitors", pages(each).foreignMonitors().size());
    }
    return Reply.ok(list);
  }

  private OrganisationPages pages(Organisation organisation) {
    return new OrganisationPages(organisation, contents);
  }

  private Reply changeSwitches(Request request) {
    ObjectNode body = request.object();
    for (Map.Entry<String, JsonNode> each : body.properties()) {
      String value = each.getValue().asText();
      switch (each.getKey()) {
        case "listLag" -> switches().listLag(Spans.parse(value));
        case "lagReads" -> switches().lagReads(each.getValue().asBoolean());
        case "loseAnswer" -> switches().loseAnswer(each.getValue().asDouble(-1));
        case "latency" -> switches().latency(Spans.parse(value));
        case "limits" -> changeLimits(each.getValue());
        default -> throw new IllegalArgumentException("there is no switch " + each.getKey());
      }
    }
    return Reply.ok(switches().toJson());
  }

  private void changeLimits(JsonNode limits) {
    Map<String, RateLimit> wanted = new HashMap<>();
    List<String> removed = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : limits.properties()) {
      if (each.getValue().isNull()) {
        removed.add(each.getKey());
      } else {
        wanted.put(each.getKey(), RateLimit.parse(each.getValue().asText()));
      }
    }
    requireLimits.accept(wanted.keySet());
    switches().limits().putAll(wanted);
    removed.forEach(switches().limits()::remove);
  }

  private Reply changeKeys(Request request) {
    ObjectNode body = request.object();
    body.path("refuse").forEach(key -> shared.keys().refuse(key.asText()));
    body.path("accept").forEach(key -> shared.keys().accept(key.asText()));
    for (Map.Entry<String, JsonNode> each : body.path("same").properties()) {
      shared.organisations().same(each.getKey(), each.getValue().asText());
    }
    return Reply.nothing(204);
  }

  private Reply waitingFaults(Request request) {
    return Reply.ok(Json.object().put("waiting", shared.faults().waiting()));
  }

  private Reply addFault(Request request) {
    JsonNode body = request.object();
    if (!body.path("match").isTextual()) {
      throw new IllegalArgumentException("match is missing: \"POST /api/v1/monitor\"");
    }
    shared.faults().times(body.path("times").asLong(1), body.path("match").asText(), fault(body));
    return Reply.nothing(204);
  }

  private static Fault fault(JsonNode body) {
    Map<String, String> headers = new HashMap<>();
    body.path("headers").properties().forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
    JsonNode answer = body.path("body");
    Duration pause = body.has("pause") ? Spans.parse(body.get("pause").asText()) : Duration.ZERO;
    return new Fault(
        kind(body.path("kind").asText("ANSWER")),
        body.path("status").asInt(500),
        answer.isContainerNode() ? answer.toString() : answer.asText(null),
        headers,
        pause,
        body.path("count").asInt(1));
  }

  private static Fault.Kind kind(String name) {
    try {
      return Fault.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "there is no fault " + name + "; there are " + List.of(Fault.Kind.values()), e);
    }
  }

  private Reply clearFaults(Request request) {
    shared.faults().clear();
    return Reply.nothing(204);
  }

  private Reply createForeign(Request request) {
    ObjectNode body = request.object();
    Organisation organisation = shared.organisations().of(body.path("apiKey").asText());
    return Reply.ok(
        Json.MAPPER.valueToTree(pages(organisation).createForeign(body.path("count").asInt(1))));
  }

  private Reply addUser(Request request) {
    ObjectNode body = request.object();
    String handle = body.path("handle").asText();
    shared.organisations().of(body.path("apiKey").asText()).addUser(handle);
    return Reply.nothing(204);
  }
}
