package dev.heel.kinds.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.IdForm;
import dev.heel.engine.api.Routes;
import dev.heel.engine.compare.Comparison;
import java.util.Map;
import java.util.Set;

/** What Datadog's API v1 does with webhooks, as data. There is no list; the name is the id. */
final class WebhookApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonNode NULL = NullNode.instance;
  private static final JsonNode AS_JSON = JSON.textNode("json");

  /** What Datadog sends where no payload is said. */
  static final JsonNode PAYLOAD =
      JSON.objectNode()
          .put("body", "$EVENT_MSG")
          .put("last_updated", "$LAST_UPDATED")
          .put("event_type", "$EVENT_TYPE")
          .put("title", "$EVENT_TITLE")
          .put("date", "$DATE")
          .put("id", "$ID")
          .set("org", JSON.objectNode().put("id", "$ORG_ID").put("name", "$ORG_NAME"));

  /** A PUT leaves alone what it does not name. */
  static final Routes ROUTES =
      Routes.at("/api/v1/integration/webhooks/configuration/webhooks")
          .id(
              "/name",
              new IdForm(
                  "[.]{0,2}[A-Za-z0-9_-][A-Za-z0-9_.-]{0,197}",
                  "letters, digits, -, _ and ., and not dots alone"))
          .partial(
              Call.Method.PUT,
              Map.of("/payload", NULL, "/custom_headers", NULL, "/encode_as", AS_JSON))
          .page("/integrations/webhooks")
          .title("/name")
          .build();

  static final Comparison COMPARISON =
      new Comparison(Set.of("/auth_method_id"), Map.of("/encode_as", Set.of(AS_JSON)));

  private WebhookApi() {}
}
