package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.heel.engine.api.IdForm;
import dev.heel.engine.api.Routes;
import dev.heel.engine.api.Routes.ListShape;
import dev.heel.engine.api.Routes.Paging;
import dev.heel.engine.api.Routes.UnknownNames;
import dev.heel.engine.compare.Comparison;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What Datadog's API v1 does with dashboards, as data. */
final class DashboardApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonNode EMPTY = JSON.textNode("");
  private static final JsonNode NO_ITEMS = JSON.arrayNode();

  /** The list tells heads only, and cannot be filtered by owner. A PUT replaces all. */
  static final Routes ROUTES =
      Routes.at("/api/v1/dashboard")
          .id(
              "/id",
              new IdForm(
                  "[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}",
                  "three groups of three letters or digits, such as abc-d3f-9hi"))
          .list(
              ListShape.of(
                      "/dashboards",
                      Paging.byOffset("start", "count", 1000).untilEmptyPage(),
                      Duration.ofMinutes(5))
                  .ofSummaries()
                  .modifiedAt("/modified_at"))
          .page("/dashboard/{id}")
          .title("/title")
          .created("/created_at")
          // Widgets are checked against schemas of their own, which allow more here and less there.
          .unknownNames(UnknownNames.UNSURE)
          .build();

  /** Ids of widgets, and of tabs, are Datadog's. */
  static final Comparison COMPARISON =
      new Comparison(
          Set.of(
              "/id",
              "/author_handle",
              "/author_name",
              "/author_info",
              "/created_at",
              "/modified_at",
              "/deleted_at",
              "/url",
              "/is_read_only",
              "/is_shared",
              "/is_favorite",
              "/experience_type",
              "/restriction_policy",
              "/widgets/*/id",
              "/widgets/*/definition/widgets/*/id",
              "/tabs/*/id"),
          Map.of(
              "/description", Set.of(EMPTY),
              "/notify_list", Set.of(NO_ITEMS),
              "/restricted_roles", Set.of(NO_ITEMS),
              "/tags", Set.of(NO_ITEMS),
              "/tabs", Set.of(NO_ITEMS),
              "/template_variables", Set.of(NO_ITEMS),
              "/template_variable_presets", Set.of(NO_ITEMS)));

  private DashboardApi() {}
}
