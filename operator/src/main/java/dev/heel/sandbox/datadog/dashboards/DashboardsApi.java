package dev.heel.sandbox.datadog.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Dashboards, API v1. */
public final class DashboardsApi implements Api {
  private static final String ALL = "/api/v1/dashboard";
  private static final String ONE = ALL + "/{id}";
  private static final long DEFAULT_COUNT = 100;

  private final PerOrganisation<Dashboards> dashboards;

  public DashboardsApi(PerOrganisation<Dashboards> dashboards) {
    this.dashboards = dashboards;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of("POST " + ALL, "create_dashboard", this::create),
        Route.of("GET " + ALL, "get_custom_dashboards", this::list),
        Route.of("DELETE " + ALL, "delete_dashboards", this::deleteMany),
        Route.of("PATCH " + ALL, "restore_dashboards", this::restore),
        Route.of("GET " + ONE, "get_dashboard", this::read),
        Route.of("PUT " + ONE, "update_dashboard", this::replace),
        Route.of("DELETE " + ONE, "delete_dashboard", this::delete));
  }

  private Reply create(Request request) {
    ObjectNode sent = request.object();
    DashboardRules.check(sent);
    return Reply.ok(dashboards(request).create(sent).body());
  }

  private Reply read(Request request) {
    String id = request.path().get("id");
    return dashboards(request)
        .store()
        .read(id)
        .filter(dashboard -> !dashboard.isDeleted())
        .map(dashboard -> Reply.ok(dashboard.body()))
        .orElseThrow(() -> missing(id));
  }

  private Reply replace(Request request) {
    ObjectNode sent = request.object();
    DashboardRules.check(sent);
    Dashboards own = dashboards(request);
    synchronized (own.store()) {
      return Reply.ok(own.replace(existing(request), sent).body());
    }
  }

  private Reply delete(Request request) {
    Dashboards own = dashboards(request);
    synchronized (own.store()) {
      Dashboard dashboard = existing(request);
      own.delete(dashboard);
      return Reply.ok(Json.object().put("deleted_dashboard_id", dashboard.id()));
    }
  }

  private Reply list(Request request) {
    boolean deleted = request.flag("filter[deleted]");
    ArrayNode list = Json.array();
    // Nothing is shared with the public here.
    if (!request.flag("filter[shared]")) {
      dashboards(request).store().listed().stream()
          .filter(dashboard -> dashboard.isDeleted() == deleted)
          .skip(request.number("start").orElse(0L))
          .limit(request.number("count").orElse(DEFAULT_COUNT))
          .forEach(dashboard -> list.add(dashboard.summary()));
    }
    ObjectNode body = Json.object();
    body.set("dashboards", list);
    return Reply.ok(body);
  }

  private Reply deleteMany(Request request) {
    Dashboards own = dashboards(request);
    synchronized (own.store()) {
      named(request, dashboard -> !dashboard.isDeleted()).forEach(own::delete);
    }
    return Reply.nothing(204);
  }

  private Reply restore(Request request) {
    Dashboards own = dashboards(request);
    synchronized (own.store()) {
      named(request, Dashboard::isDeleted).forEach(own::restore);
    }
    return Reply.nothing(204);
  }

  /** The dashboards that {@code {data: [{id, type: "dashboard"}]}} names: all of them or none. */
  private List<Dashboard> named(Request request, Predicate<Dashboard> state) {
    JsonNode data = request.object().path("data");
    if (!data.isArray() || data.isEmpty()) {
      throw ApiError.badRequest("'data' is invalid");
    }
    List<Dashboard> found = new ArrayList<>();
    for (JsonNode each : data) {
      String id = each.path("id").asText();
      if (!each.path("type").asText().equals("dashboard")) {
        throw ApiError.badRequest("'type' is invalid");
      }
      found.add(dashboards(request).store().get(id).filter(state).orElseThrow(() -> missing(id)));
    }
    return found;
  }

  private Dashboard existing(Request request) {
    String id = request.path().get("id");
    return dashboards(request).present(id).orElseThrow(() -> missing(id));
  }

  private Dashboards dashboards(Request request) {
    return dashboards.of(request.organisation());
  }

  private static ApiError missing(String id) {
    return ApiError.notFound("Dashboard with ID " + id + " not found");
  }
}
