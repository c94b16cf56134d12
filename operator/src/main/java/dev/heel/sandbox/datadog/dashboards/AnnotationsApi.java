package dev.heel.sandbox.datadog.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.account.SandboxUser;
import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Annotations, API v2 (in preview): the list of a page, and creation. No traffic of the real API
 * was seen: shapes are those of the API reference, error words are the general ones.
 */
public final class AnnotationsApi implements Api {
  private static final String ALL = "/api/v2/annotation";
  private static final Pattern PAGE = Pattern.compile("(dashboard|notebook):(.+)");
  private static final List<String> COLORS =
      List.of("gray", "blue", "purple", "green", "yellow", "red");

  private final PerOrganisation<Annotations> annotations;
  private final PerOrganisation<Dashboards> dashboards;

  public AnnotationsApi(
      PerOrganisation<Annotations> annotations, PerOrganisation<Dashboards> dashboards) {
    this.annotations = annotations;
    this.dashboards = dashboards;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of("POST " + ALL, "create_annotation", this::create),
        Route.of("GET " + ALL, "list_annotations", this::list),
        Route.of("DELETE " + ALL + "/{id}", "delete_annotation", this::delete));
  }

  private Reply create(Request request) {
    JsonNode data = request.object().path("data");
    require(data.path("type").asText().equals("annotation"), "type");
    JsonNode sent = data.path("attributes");
    check(request, sent);
    Annotations own = annotations.of(request.organisation());
    long now = own.now().toEpochMilli();
    ObjectNode attributes = Json.object();
    for (String name : List.of("page_id", "type", "start_time", "color", "description")) {
      attributes.set(name, sent.get(name));
    }
    attributes.set("end_time", sent.path("end_time").isNumber() ? sent.get("end_time") : null);
    attributes.set(
        "widget_ids", sent.path("widget_ids").isArray() ? sent.get("widget_ids") : Json.array());
    attributes.put("author_id", SandboxUser.id(request.organisation()));
    attributes.put("created_at", now).put("modified_at", now);
    ObjectNode body = Json.object();
    body.set("data", own.create(attributes));
    return Reply.ok(body);
  }

  private void check(Request request, JsonNode sent) {
    Matcher page = PAGE.matcher(sent.path("page_id").asText());
    require(page.matches(), "page_id");
    if (page.group(1).equals("dashboard")) {
      require(isPresent(request, page.group(2)), "page_id");
    }
    boolean region = sent.path("type").asText().equals("timeRegion");
    require(region || sent.path("type").asText().equals("pointInTime"), "type");
    JsonNode start = sent.path("start_time");
    require(start.isIntegralNumber() && start.asLong() > 0, "start_time");
    require(!region || sent.path("end_time").asLong() > start.asLong(), "end_time");
    require(COLORS.contains(sent.path("color").asText()), "color");
    require(sent.path("description").isTextual(), "description");
    require(!sent.hasNonNull("widget_ids") || sent.get("widget_ids").isArray(), "widget_ids");
  }

  private boolean isPresent(Request request, String dashboard) {
    return dashboards.of(request.organisation()).present(dashboard).isPresent();
  }

  private Reply list(Request request) {
    String page =
        request.query("page_id").orElseThrow(() -> ApiError.badRequest(Request.invalid("page_id")));
    long from = request.number("start_time").orElse(0L);
    long to = request.number("end_time").orElse(Long.MAX_VALUE);
    ObjectNode body = Json.object();
    ArrayNode data = body.putArray("data");
    annotations.of(request.organisation()).store().listed().stream()
        .filter(each -> each.at("/attributes/page_id").asText().equals(page))
        .filter(each -> each.at("/attributes/start_time").asLong() <= to)
        .filter(each -> end(each) >= from)
        .forEach(data::add);
    return Reply.ok(body);
  }

  private static long end(ObjectNode annotation) {
    long start = annotation.at("/attributes/start_time").asLong();
    return annotation.at("/attributes/end_time").asLong(start);
  }

  private Reply delete(Request request) {
    // Client documentation: it is the same answer when there is none.
    annotations.of(request.organisation()).store().remove(request.path().get("id"));
    return Reply.nothing(204);
  }

  private static void require(boolean good, String name) {
    if (!good) {
      throw ApiError.badRequest(Request.invalid(name));
    }
  }
}
