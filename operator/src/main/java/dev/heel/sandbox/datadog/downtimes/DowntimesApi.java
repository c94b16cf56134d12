package dev.heel.sandbox.datadog.downtimes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.monitors.Monitor;
import dev.heel.sandbox.datadog.monitors.Monitors;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.text.Stamps;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import java.util.List;
import java.util.Optional;

/** Downtimes, API v2. */
public final class DowntimesApi implements Api {
  private static final String ALL = "/api/v2/downtime";
  private static final String ONE = ALL + "/{id}";
  private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final long DEFAULT_LIMIT = 30;

  private final PerOrganisation<Downtimes> downtimes;
  private final PerOrganisation<Monitors> monitors;

  public DowntimesApi(PerOrganisation<Downtimes> downtimes, PerOrganisation<Monitors> monitors) {
    this.downtimes = downtimes;
    this.monitors = monitors;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of("POST " + ALL, "create_downtime", this::create),
        Route.of("GET " + ALL, "list_downtimes", this::list),
        Route.of("GET " + ONE, "get_downtime", this::read),
        Route.of("PATCH " + ONE, "update_downtime", this::update),
        Route.of("DELETE " + ONE, "cancel_downtime", this::cancel),
        Route.of(
            "GET /api/v2/monitor/{id}/downtime_matches", "list_monitor_downtimes", this::matches));
  }

  private Reply create(Request request) {
    ObjectNode sent = DowntimeForm.sent(request.object(), List.of("monitor_identifier", "scope"));
    ObjectNode attributes = form(request).over(DowntimeForm.defaults(), sent);
    Downtimes own = downtimes(request);
    DowntimeSchedule schedule =
        new DowntimeChange(own.now())
            .created(sent.path("schedule"), attributes.get("display_timezone").asText());
    return written(request, own.create(attributes, schedule));
  }

  private Reply read(Request request) {
    Downtimes own = downtimes(request);
    Downtime downtime =
        own.store()
            .read(id(request))
            .filter(each -> each.isKept(own.now()))
            .orElseThrow(DowntimesApi::missing);
    ObjectNode body = Json.object();
    body.set("data", own.view().data(downtime));
    return Reply.ok(related(request, body, List.of(downtime)));
  }

  private Reply update(Request request) {
    String id = id(request);
    ObjectNode sent = DowntimeForm.sent(request.object(), List.of());
    Downtimes own = downtimes(request);
    synchronized (own.store()) {
      Downtime old = own.present(id).orElseThrow(DowntimesApi::missing);
      if (old.canceled() != null) {
        throw ApiError.badRequest("Canceled downtimes cannot be changed");
      }
      ObjectNode attributes = form(request).over(old.attributes(), sent);
      DowntimeSchedule schedule =
          new DowntimeChange(own.now())
              .updated(old, sent.get("schedule"), attributes.get("display_timezone").asText());
      return written(request, own.update(old, attributes, schedule));
    }
  }

  private Reply cancel(Request request) {
    String id = id(request);
    Downtimes own = downtimes(request);
    synchronized (own.store()) {
      Downtime downtime =
          own.present(id)
              .filter(each -> each.canceled() == null)
              .orElseThrow(() -> ApiError.notFound("Downtime " + id + " not found"));
      own.cancel(downtime);
    }
    return Reply.nothing(204);
  }

  private Reply list(Request request) {
    Downtimes own = downtimes(request);
    boolean currentOnly = request.flag("current_only");
    List<Downtime> all =
        own.listed().stream()
            .filter(downtime -> !currentOnly || downtime.isActive(own.now()))
            .toList();
    List<Downtime> page =
        all.stream()
            .skip(request.number("page[offset]").orElse(0L))
            .limit(request.number("page[limit]").orElse(DEFAULT_LIMIT))
            .toList();
    ObjectNode body = Json.object();
    ArrayNode data = body.putArray("data");
    page.forEach(downtime -> data.add(own.view().data(downtime)));
    body.putObject("meta").putObject("page").put("total_filtered_count", all.size());
    return Reply.ok(related(request, body, page));
  }

  private Reply matches(Request request) {
    String id = request.path().get("id");
    Monitor monitor =
        (id.matches("\\d{1,18}")
                ? monitors(request).store().get(Long.parseLong(id))
                : Optional.<Monitor>empty())
            .orElseThrow(() -> ApiError.notFound("Monitor with id " + id + " not found"));
    Downtimes own = downtimes(request);
    ObjectNode body = Json.object();
    ArrayNode data = body.putArray("data");
    Downtimes.Active active = own.active();
    for (Downtime downtime : active.all().stream().filter(d -> d.mutes(monitor)).toList()) {
      ObjectNode entry = Json.reference("downtime_match", downtime.id());
      ObjectNode attributes = entry.putObject("attributes");
      Window window = downtime.schedule().window(active.now()).orElseThrow();
      attributes.put("start", Stamps.micros(window.start()));
      attributes.put("end", window.end() == null ? null : Stamps.micros(window.end()));
      attributes.put("scope", downtime.scope()).putArray("groups");
      data.add(entry);
    }
    body.putObject("meta").putObject("page").put("total_filtered_count", data.size());
    return Reply.ok(body);
  }

  /** The answer to a create or an update comes with all that it is related to. */
  private Reply written(Request request, Downtime downtime) {
    ObjectNode body = Json.object();
    body.set("data", downtimes(request).view().data(downtime));
    relations(request).addTo(body, List.of(downtime), DowntimeRelations.ALL);
    return Reply.ok(body);
  }

  private ObjectNode related(Request request, ObjectNode body, List<Downtime> shown) {
    List<String> what = request.words("include");
    if (!DowntimeRelations.ALL.containsAll(what)) {
      throw ApiError.badRequest(Request.invalid("include"));
    }
    if (!what.isEmpty()) {
      relations(request).addTo(body, shown, what);
    }
    return body;
  }

  private DowntimeForm form(Request request) {
    return new DowntimeForm(id -> monitors(request).store().get(id).isPresent());
  }

  private DowntimeRelations relations(Request request) {
    return new DowntimeRelations(request.organisation(), monitors(request));
  }

  private Monitors monitors(Request request) {
    return monitors.of(request.organisation());
  }

  private Downtimes downtimes(Request request) {
    return downtimes.of(request.organisation());
  }

  private static String id(Request request) {
    String id = request.path().get("id");
    if (!id.matches(UUID)) {
      throw ApiError.badRequest("Invalid URL param: downtime_id must be an uuid");
    }
    return id;
  }

  private static ApiError missing() {
    return ApiError.notFound("Downtime not found");
  }
}
