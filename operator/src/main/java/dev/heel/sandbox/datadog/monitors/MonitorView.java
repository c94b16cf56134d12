package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.text.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of a monitor an answer shows. The answers to a create, an update, a read and a list differ
 * in a few members.
 */
public final class MonitorView {
  private static final Set<String> GROUP_STATES = Set.of("all", "alert", "warn", "no data");

  private MonitorView() {}

  /** The answer to a create. */
  static ObjectNode created(Monitor monitor) {
    ObjectNode view = Json.shallow(monitor.body());
    view.putNull("restriction_policy");
    return view;
  }

  /** The answer to an update: without creator and assets. */
  static ObjectNode updated(Monitor monitor) {
    ObjectNode view = created(monitor);
    view.remove(Set.of("creator", "assets"));
    return view;
  }

  public static ObjectNode read(Monitor monitor) {
    return Json.shallow(monitor.body());
  }

  /**
   * Adds what mutes the monitor.
   *
   * @param muting what mutes something now
   */
  static void addDowntimes(ObjectNode view, Monitor monitor, Muting muting) {
    ArrayNode downtimes = view.putArray("matching_downtimes");
    downtimes.addAll(monitor.downtimes());
    downtimes.addAll(muting.of(monitor));
  }

  /**
   * Adds {@code state.groups}.
   *
   * @param filters values of {@code group_states}
   */
  static void addGroups(ObjectNode view, Monitor monitor, List<String> filters) {
    ObjectNode groups = view.putObject("state").putObject("groups");
    for (MonitorGroup group : monitor.groups()) {
      String status = group.status().toLowerCase(Locale.ROOT);
      if (filters.contains("all") || filters.contains(status)) {
        groups.set(group.name(), group.toJson());
      }
    }
  }

  /** The values of {@code group_states}, checked. */
  static List<String> groupStates(Request request) {
    List<String> filters =
        request.words("group_states").stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    if (!GROUP_STATES.containsAll(filters)) {
      throw ApiError.badRequest("Invalid group_state filters.");
    }
    return filters;
  }
}
