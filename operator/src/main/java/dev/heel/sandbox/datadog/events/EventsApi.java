package dev.heel.sandbox.datadog.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.account.Keys;
import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.http.Route.Access;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.Organisations;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Events, API v1. An API key is enough to send one. */
public final class EventsApi implements Api {
  private static final String ALL = "/api/v1/events";
  private static final int LONGEST_TEXT = 4000;
  private static final Set<String> ALERT_TYPES =
      Set.of("error", "warning", "info", "success", "user_update", "recommendation", "snapshot");
  private static final Set<String> PRIORITIES = Set.of("normal", "low");

  /** API reference, "Post an event": events of the last 18 hours are accepted. */
  private static final Duration OLDEST = Duration.ofHours(18);

  private final Keys keys;
  private final Organisations organisations;
  private final PerOrganisation<Events> events;
  private final String appUrl;

  /**
   * @param site of the pages that events link to
   */
  public EventsApi(
      Keys keys, Organisations organisations, PerOrganisation<Events> events, String site) {
    this.keys = keys;
    this.organisations = organisations;
    this.events = events;
    this.appUrl = "https://app." + site;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of("POST " + ALL, null, Access.API_KEY, this::post),
        Route.of("GET " + ALL, "list_events", this::list),
        Route.of("GET " + ALL + "/{id}", "get_event", this::read));
  }

  private Reply post(Request request) {
    if (request.apiKey() == null || request.apiKey().isEmpty()) {
      return Reply.error(403, "API key required");
    }
    if (!keys.goodApiKey(request.apiKey())) {
      return Keys.forbidden();
    }
    Events own = events.of(organisations.of(request.apiKey()));
    ObjectNode sent = request.object();
    check(sent);
    long now = own.now().getEpochSecond();
    long happened = sent.path("date_happened").asLong(now);
    if (happened < now - OLDEST.toSeconds()) {
      throw ApiError.badRequest("Event too far in the past");
    }
    ObjectNode body = Json.object().put("status", "ok");
    body.set("event", own.create(happened, sent).accepted(appUrl));
    return Reply.json(202, body);
  }

  private static void check(ObjectNode sent) {
    require(sent.path("title").isTextual() && !sent.path("title").asText().isEmpty(), "title");
    JsonNode text = sent.path("text");
    require(text.isTextual() && text.asText().length() <= LONGEST_TEXT, "text");
    require(!sent.hasNonNull("tags") || sent.get("tags").isArray(), "tags");
    require(
        !sent.hasNonNull("date_happened") || sent.get("date_happened").isIntegralNumber(),
        "date_happened");
    require(
        !sent.hasNonNull("alert_type") || ALERT_TYPES.contains(sent.get("alert_type").asText()),
        "alert_type");
    require(
        !sent.hasNonNull("priority") || PRIORITIES.contains(sent.get("priority").asText()),
        "priority");
  }

  private Reply read(Request request) {
    Event event =
        events
            .of(request.organisation())
            .read(request.path().get("id"))
            .orElseThrow(() -> ApiError.notFound("No event matches that event_id."));
    ObjectNode body = Json.object();
    body.set("event", event.read());
    return Reply.ok(body);
  }

  private Reply list(Request request) {
    long start = bound(request, "start");
    long end = bound(request, "end");
    List<String> tags = request.words("tags");
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("events");
    events.of(request.organisation()).listed().stream()
        .filter(event -> event.happened() >= start && event.happened() <= end)
        .filter(event -> request.query("priority").map(event.priority()::equals).orElse(true))
        .filter(event -> has(event, tags))
        .forEach(event -> list.add(event.listed()));
    return Reply.ok(body);
  }

  private static boolean has(Event event, List<String> tags) {
    ArrayNode own = (ArrayNode) event.read().get("tags");
    List<String> words = Json.MAPPER.convertValue(own, Json.WORDS);
    return words.containsAll(tags);
  }

  private static long bound(Request request, String name) {
    return request
        .number(name)
        .orElseThrow(() -> ApiError.badRequest("The parameter '" + name + "' is required"));
  }

  private static void require(boolean good, String name) {
    if (!good) {
      throw ApiError.badRequest(Request.invalid(name));
    }
  }
}
