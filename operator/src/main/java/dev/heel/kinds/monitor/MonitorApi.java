package dev.heel.kinds.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.IdForm;
import dev.heel.engine.api.Routes;
import dev.heel.engine.api.Routes.ListShape;
import dev.heel.engine.api.Routes.Paging;
import dev.heel.engine.compare.Comparison;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What Datadog's API v1 does with monitors, as data. */
final class MonitorApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonNode NULL = NullNode.instance;
  private static final JsonNode FALSE = JSON.booleanNode(false);
  private static final JsonNode TRUE = JSON.booleanNode(true);
  private static final JsonNode ZERO = JSON.numberNode(0);
  private static final JsonNode EMPTY = JSON.textNode("");
  private static final JsonNode NO_ITEMS = JSON.arrayNode();
  private static final JsonNode NO_FIELDS = JSON.objectNode();

  /**
   * A PUT leaves alone the top-level fields that it does not name, and replaces {@code options} as
   * a whole (seen in recorded edits), so that an option that is left out is gone. Options for which
   * the API takes null, or names a default, are said all the same: they hold if that changes.
   */
  private static final Map<String, JsonNode> RESET =
      Map.ofEntries(
          Map.entry("/message", EMPTY),
          Map.entry("/tags", NO_ITEMS),
          Map.entry("/priority", NULL),
          Map.entry("/restricted_roles", NULL),
          Map.entry("/draft_status", JSON.textNode("published")),
          Map.entry("/assets", NO_ITEMS),
          Map.entry("/options", NO_FIELDS),
          Map.entry("/options/evaluation_delay", NULL),
          Map.entry("/options/min_failure_duration", NULL),
          Map.entry("/options/min_location_failed", NULL),
          Map.entry("/options/new_group_delay", NULL),
          Map.entry("/options/new_host_delay", NULL),
          Map.entry("/options/no_data_timeframe", NULL),
          Map.entry("/options/renotify_interval", NULL),
          Map.entry("/options/renotify_occurrences", NULL),
          Map.entry("/options/renotify_statuses", NULL),
          Map.entry("/options/timeout_h", NULL),
          Map.entry("/options/thresholds/critical_recovery", NULL),
          Map.entry("/options/thresholds/ok", NULL),
          Map.entry("/options/thresholds/unknown", NULL),
          Map.entry("/options/thresholds/warning", NULL),
          Map.entry("/options/thresholds/warning_recovery", NULL),
          Map.entry("/options/escalation_message", EMPTY),
          Map.entry("/options/notify_audit", FALSE),
          Map.entry("/options/notify_no_data", FALSE),
          Map.entry("/options/include_tags", TRUE));

  static final Routes ROUTES =
      Routes.at("/api/v1/monitor")
          .id("/id", new IdForm("[0-9]{1,19}", "digits"))
          .partial(Call.Method.PUT, RESET)
          .list(
              ListShape.of("", Paging.byNumber("page", "page_size", 1000), Duration.ofSeconds(60))
                  .with(Map.of("monitor_tags", "heel_cluster:{cluster}", "group_states", "all"))
                  .modifiedAt("/modified")
                  .byName("name"))
          .page("/monitors/{id}")
          .title("/name")
          .created("/created")
          .force("force")
          .build();

  static final Comparison COMPARISON =
      new Comparison(
          Set.of(
              "/id",
              "/org_id",
              "/created",
              "/created_at",
              "/modified",
              "/deleted",
              "/creator",
              "/multi",
              "/overall_state",
              "/overall_state_modified",
              "/state",
              "/restriction_policy",
              "/matching_downtimes",
              "/run_as",
              "/restricted",
              "/classification",
              "/assets/*/monitor_id",
              "/assets/*/template_variables",
              "/assets/*/options",
              "/options/device_ids",
              "/options/silenced",
              "/options/avalanche_window",
              "/options/synthetics_check_id"),
          Map.ofEntries(
              Map.entry("/message", Set.of(EMPTY)),
              Map.entry("/tags", Set.of(NO_ITEMS)),
              Map.entry("/priority", Set.of(ZERO)),
              Map.entry("/restricted_roles", Set.of(NO_ITEMS)),
              Map.entry("/draft_status", Set.of(JSON.textNode("published"))),
              Map.entry("/assets", Set.of(NO_ITEMS)),
              Map.entry("/options", Set.of(NO_FIELDS)),
              Map.entry("/options/thresholds", Set.of(NO_FIELDS)),
              Map.entry("/options/threshold_windows", Set.of(NO_FIELDS)),
              Map.entry("/options/scheduling_options", Set.of(NO_FIELDS)),
              Map.entry("/options/variables", Set.of(NO_ITEMS)),
              Map.entry("/options/notify_by", Set.of(NO_ITEMS)),
              Map.entry("/options/renotify_statuses", Set.of(NO_ITEMS)),
              Map.entry("/options/renotify_interval", Set.of(ZERO)),
              Map.entry("/options/timeout_h", Set.of(ZERO)),
              Map.entry("/options/min_failure_duration", Set.of(ZERO)),
              Map.entry("/options/min_location_failed", Set.of(JSON.numberNode(1))),
              Map.entry("/options/escalation_message", Set.of(EMPTY)),
              Map.entry("/options/notify_audit", Set.of(FALSE)),
              Map.entry("/options/notify_no_data", Set.of(FALSE)),
              Map.entry("/options/include_tags", Set.of(TRUE)),
              Map.entry("/options/new_host_delay", Set.of(JSON.numberNode(300))),
              Map.entry("/options/groupby_simple_monitor", Set.of(FALSE)),
              Map.entry("/options/locked", Set.of(FALSE)),
              Map.entry("/options/enable_logs_sample", Set.of(FALSE)),
              Map.entry("/options/enable_samples", Set.of(FALSE)),
              Map.entry("/options/on_missing_data", Set.of(JSON.textNode("default"))),
              Map.entry("/options/notification_preset_name", Set.of(JSON.textNode("show_all")))));

  private MonitorApi() {}
}
