package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.Organisation;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import java.util.List;
import java.util.function.Function;

/** Monitors, API v1. */
public final class MonitorsApi implements Api {
  private static final String ONE = "/api/v1/monitor/{id}";

  private final PerOrganisation<Monitors> monitors;
  private final Function<Organisation, Muting> muting;

  /**
   * @param muting what mutes an organisation's monitors now
   */
  public MonitorsApi(PerOrganisation<Monitors> monitors, Function<Organisation, Muting> muting) {
    this.monitors = monitors;
    this.muting = muting;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of("POST /api/v1/monitor", "create_monitor", this::create),
        Route.of("GET /api/v1/monitor", "list_monitors", this::list),
        Route.of("POST /api/v1/monitor/validate", "validate_monitor", this::validate),
        Route.of("GET /api/v1/monitor/can_delete", "can_delete_monitor", this::canDelete),
        Route.of("GET /api/v1/monitor/search", "search_monitors", this::search),
        Route.of("GET /api/v1/monitor/groups/search", "search_monitors", this::searchGroups),
        Route.of("POST " + ONE + "/validate", "validate_monitor", this::validateExisting),
        Route.of("GET " + ONE, "get_monitor", this::read),
        Route.of("PUT " + ONE, "update_monitor", this::update),
        Route.of("DELETE " + ONE, "delete_monitor", this::delete));
  }

  private Reply create(Request request) {
    Monitors own = monitors(request);
    synchronized (own.store()) {
      MonitorDefinition definition = definition(request, request.object());
      MonitorRules.check(definition);
      return Reply.ok(MonitorView.created(own.create(definition)));
    }
  }

  private Reply list(Request request) {
    return MonitorList.answer(request, monitors(request), muting.apply(request.organisation()));
  }

  private Reply search(Request request) {
    return MonitorSearch.monitors(request, monitors(request));
  }

  private Reply searchGroups(Request request) {
    return MonitorSearch.groups(request, monitors(request));
  }

  private Reply read(Request request) {
    long id = id(request);
    List<String> states = MonitorView.groupStates(request);
    Monitor monitor = monitors(request).store().read(id).orElseThrow(MonitorsApi::missing);
    ObjectNode view = MonitorView.read(monitor);
    if (request.flag("with_downtimes")) {
      MonitorView.addDowntimes(view, monitor, muting.apply(request.organisation()));
    }
    if (!states.isEmpty()) {
      MonitorView.addGroups(view, monitor, states);
    }
    return Reply.ok(view);
  }

  private Reply update(Request request) {
    Monitors own = monitors(request);
    synchronized (own.store()) {
      Monitor monitor = existing(request);
      MonitorDefinition definition = changed(request, monitor);
      MonitorRules.check(definition);
      return Reply.ok(MonitorView.updated(own.update(monitor, definition)));
    }
  }

  private Reply delete(Request request) {
    Monitors own = monitors(request);
    synchronized (own.store()) {
      Monitor monitor = existing(request);
      List<Monitor> users = own.usersOf(monitor.id());
      if (!users.isEmpty() && !request.flag("force")) {
        throw ApiError.badRequest(referenced(monitor, users));
      }
      own.store().remove(monitor.id());
      return Reply.ok(Json.object().put("deleted_monitor_id", monitor.id()));
    }
  }

  private Reply validate(Request request) {
    MonitorRules.check(definition(request, request.object()));
    return Reply.ok(Json.object());
  }

  private Reply validateExisting(Request request) {
    MonitorRules.check(changed(request, existing(request)));
    return Reply.ok(Json.object());
  }

  private Reply canDelete(Request request) {
    ObjectNode body = Json.object();
    ArrayNode ok = body.putObject("data").putArray("ok");
    ObjectNode errors = Json.object();
    for (String word : request.words("monitor_ids")) {
      Monitor monitor =
          monitors(request).store().get(parse(word)).orElseThrow(MonitorsApi::missing);
      List<Monitor> users = monitors(request).usersOf(monitor.id());
      if (users.isEmpty()) {
        ok.add(monitor.id());
      } else {
        errors.putArray(word).add(referenced(monitor, users));
      }
    }
    if (errors.isEmpty()) {
      body.putNull("errors");
      return Reply.ok(body);
    }
    body.set("errors", errors);
    return Reply.json(409, body);
  }

  /** An update changes only the members that it names; each of them is replaced whole. */
  private MonitorDefinition changed(Request request, Monitor monitor) {
    ObjectNode sent = MonitorDefinition.settable(request.object());
    ObjectNode result = MonitorDefinition.settable(monitor.body());
    keepSilenced(monitor, sent);
    result.setAll(sent);
    MonitorDefinition definition = definition(request, result);
    if (!MonitorForm.sameType(definition.type(), monitor.type())) {
      throw ApiError.badRequest(Request.invalid("type"));
    }
    return definition;
  }

  /** What mutes a monitor does not belong to its definition: new options leave it as it is. */
  private static void keepSilenced(Monitor monitor, ObjectNode sent) {
    if (sent.path("options").isObject() && !sent.path("options").has("silenced")) {
      ObjectNode options = Json.shallow((ObjectNode) sent.get("options"));
      options.set("silenced", monitor.body().path("options").path("silenced"));
      sent.set("options", options);
    }
  }

  private MonitorDefinition definition(Request request, ObjectNode body) {
    return new MonitorDefinition(
        MonitorDefinition.settable(body), id -> monitors(request).store().get(id));
  }

  private Monitor existing(Request request) {
    return monitors(request).store().get(id(request)).orElseThrow(MonitorsApi::missing);
  }

  private Monitors monitors(Request request) {
    return monitors.of(request.organisation());
  }

  private static String referenced(Monitor monitor, List<Monitor> users) {
    List<String> labels = users.stream().map(Monitor::label).toList();
    return "monitor "
        + monitor.label()
        + " is referenced in composite monitors: "
        + String.join(", ", labels);
  }

  private static long id(Request request) {
    return parse(request.path().get("id"));
  }

  private static long parse(String id) {
    if (!id.matches("\\d{1,18}")) {
      throw missing();
    }
    return Long.parseLong(id);
  }

  private static ApiError missing() {
    return ApiError.notFound("Monitor not found");
  }
}
