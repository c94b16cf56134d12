package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.IdForm;
import dev.heel.engine.api.Routes;
import dev.heel.engine.api.Routes.ListShape;
import dev.heel.engine.api.Routes.Paging;
import dev.heel.engine.api.Routes.UnknownNames;
import dev.heel.engine.compare.Comparison;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What Datadog's API v2 does with downtimes, as data. */
final class DowntimeApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * What a downtime has of which nothing was sent; said all the same, since Datadog shuffles it.
   */
  static final JsonNode END_STATES = JSON.arrayNode().add("alert").add("no data").add("warn");

  static final JsonNode END_TYPES = JSON.arrayNode().add("expired");
  static final JsonNode UTC = JSON.textNode("UTC");

  /** A PATCH leaves alone what it does not name, and refuses what it does not know. */
  static final Routes ROUTES =
      Routes.at("/api/v2/downtime")
          .id(
              "/id",
              new IdForm(
                  "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                  "a UUID in lower case"))
          .partial(Call.Method.PATCH, Map.of())
          .list(
              ListShape.of(
                      "/data",
                      Paging.byOffset("page[offset]", "page[limit]", 100)
                          .total("/meta/page/total_filtered_count"),
                      Duration.ofSeconds(60))
                  .modifiedAt("/modified"))
          .page("/monitors/downtimes?id={id}")
          .title("/message")
          .created("/created")
          .envelope("downtime")
          // Recorded: 400 "Additional properties are not allowed ('invalid_field' was unexpected)".
          .unknownNames(UnknownNames.REFUSED)
          .build();

  static final Comparison COMPARISON =
      new Comparison(
          Set.of(
              "/id", "/status", "/created", "/modified", "/canceled", "/schedule/current_downtime"),
          Map.of(
              "/display_timezone", Set.of(UTC),
              "/mute_first_recovery_notification", Set.of(JSON.booleanNode(false))));

  private DowntimeApi() {}
}
