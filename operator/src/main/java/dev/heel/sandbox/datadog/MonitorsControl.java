package dev.heel.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** {@code /_sandbox/monitors}: what people and the evaluation do to monitors, whoever owns them. */
final class MonitorsControl implements Api {
  private static final String ONE = "/_sandbox/monitors/{id}";

  private final Organisations organisations;

  MonitorsControl(Organisations organisations) {
    this.organisations = organisations;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Control.open("GET " + ONE, this::monitor),
        Control.open("PATCH " + ONE, this::editMonitor),
        Control.open("DELETE " + ONE, this::deleteMonitor),
        Control.open("POST " + ONE + "/state", this::setState),
        Control.open("POST " + ONE + "/mute", this::mute));
  }

  private Reply monitor(Request request) {
    return Reply.ok(organisation(request).monitor(id(request)).orElseThrow());
  }

  private Reply editMonitor(Request request) {
    return Reply.ok(organisation(request).edit(id(request), request.object()));
  }

  private Reply deleteMonitor(Request request) {
    organisation(request).delete(id(request));
    return Reply.nothing(204);
  }

  private Reply setState(Request request) {
    JsonNode body = request.object();
    List<MonitorGroup> groups = new ArrayList<>();
    body.path("groups").forEach(group -> groups.add(MonitorGroup.of(group)));
    organisation(request).state(id(request), body.path("state").asText("OK"), groups);
    return Reply.nothing(204);
  }

  private Reply mute(Request request) {
    Duration duration = Spans.parse(request.object().path("for").asText("60m"));
    organisation(request).mute(id(request), duration);
    return Reply.nothing(204);
  }

  private Organisation organisation(Request request) {
    return organisations.ofMonitor(id(request));
  }

  private static long id(Request request) {
    try {
      return Long.parseLong(request.path().get("id"));
    } catch (NumberFormatException e) {
      throw new NoSuchElementException("no monitor has the id " + request.path().get("id"), e);
    }
  }
}
