package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.text.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code GET /api/v1/monitor}: filters and pages. Without {@code page} and {@code id_offset}
 * everything comes at once; a page that is empty is the end.
 */
final class MonitorList {
  private static final long DEFAULT_PAGE = 100;
  private static final long LARGEST_PAGE = 1000;

  private MonitorList() {}

  static Reply answer(Request request, Monitors monitors, Muting muting) {
    List<String> states = MonitorView.groupStates(request);
    ArrayNode list = Json.array();
    paged(request, matching(request, monitors))
        .forEach(
            monitor -> {
              ObjectNode view = MonitorView.read(monitor);
              MonitorView.addDowntimes(view, monitor, muting);
              if (!states.isEmpty()) {
                MonitorView.addGroups(view, monitor, states);
              }
              list.add(view);
            });
    return Reply.ok(list);
  }

  private static Stream<Monitor> matching(Request request, Monitors monitors) {
    Optional<String> name = request.query("name");
    List<String> monitorTags = request.words("monitor_tags");
    List<String> scopeTags = request.words("tags");
    return monitors.store().listed().stream()
        .filter(monitor -> name.map(monitor.name()::contains).orElse(true))
        .filter(monitor -> monitorTags.stream().allMatch(monitor::hasTag))
        .filter(
            monitor ->
                scopeTags.stream().allMatch(tag -> MonitorQuery.scopeHas(monitor.query(), tag)));
  }

  private static Stream<Monitor> paged(Request request, Stream<Monitor> all) {
    Optional<Long> page = request.number("page");
    Optional<Long> offset = request.number("id_offset");
    long size = request.number("page_size").orElse(DEFAULT_PAGE);
    size = Math.max(1, Math.min(size, LARGEST_PAGE));
    if (offset.isPresent()) {
      return all.filter(monitor -> monitor.id() > offset.get()).limit(size);
    }
    return page.isPresent() ? all.skip(page.get() * size).limit(size) : all;
  }
}
