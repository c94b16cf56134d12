package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.text.Spans;
import dev.heel.sandbox.datadog.world.Organisations;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** {@code /_sandbox/monitors}: what people and the evaluation do to monitors, whoever owns them. */
public final class MonitorsControl implements Api {
  private static final String ONE = "/_sandbox/monitors/{id}";

  private final Organisations organisations;
  private final PerOrganisation<Monitors> monitors;

  public MonitorsControl(Organisations organisations, PerOrganisation<Monitors> monitors) {
    this.organisations = organisations;
    this.monitors = monitors;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.open("GET " + ONE, this::monitor),
        Route.open("PATCH " + ONE, this::editMonitor),
        Route.open("DELETE " + ONE, this::deleteMonitor),
        Route.open("POST " + ONE + "/state", this::setState),
        Route.open("POST " + ONE + "/mute", this::mute));
  }

  private Reply monitor(Request request) {
    return Reply.ok(MonitorView.read(holder(request).store().get(id(request)).orElseThrow()));
  }

  private Reply editMonitor(Request request) {
    return Reply.ok(MonitorView.read(holder(request).edit(id(request), request.object())));
  }

  private Reply deleteMonitor(Request request) {
    holder(request).store().remove(id(request));
    return Reply.nothing(204);
  }

  private Reply setState(Request request) {
    JsonNode body = request.object();
    List<MonitorGroup> groups = new ArrayList<>();
    body.path("groups").forEach(group -> groups.add(MonitorGroup.of(group)));
    holder(request).state(id(request), body.path("state").asText("OK"), groups);
    return Reply.nothing(204);
  }

  private Reply mute(Request request) {
    Duration duration = Spans.parse(request.object().path("for").asText("60m"));
    holder(request).mute(id(request), duration);
    return Reply.nothing(204);
  }

  /** The monitors of the organisation that has this one. */
  private Monitors holder(Request request) {
    long id = id(request);
    return organisations.all().stream()
        .map(monitors::of)
        .filter(each -> each.store().get(id).isPresent())
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there is no monitor " + id));
  }

  private static long id(Request request) {
    try {
      return Long.parseLong(request.path().get("id"));
    } catch (NumberFormatException e) {
      throw new NoSuchElementException("no monitor has the id " + request.path().get("id"), e);
    }
  }
}
