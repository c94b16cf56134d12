package dev.heel.kinds.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.Forms;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/**
 * What a {@link DatadogWebhook} says: an entry of Datadog's webhooks integration (API v1, "Create a
 * webhooks integration") in camelCase.
 */
@ValidationRule(
    value = "has(self.url) || has(self.definition) || has(self.definitionFrom)",
    message = "say what to call: url, or definition / definitionFrom")
public class WebhookSpec extends ApiSpec {
  @JsonPropertyDescription(
      "Its name in Datadog: a message calls it with @webhook-NAME. Left out: the resource's own"
          + " name.")
  @Size(min = 1, max = 200)
  @Pattern(Forms.WEBHOOK_NAME)
  public String name;

  @JsonPropertyDescription(
      "The address that is called with POST. If there is a token in it, keep all of it in a Secret:"
          + " $(secret/NAME/KEY).")
  @Size(min = 1)
  public String url;

  @JsonPropertyDescription(
      "What is sent: a mapping, which goes out as JSON, or a text as it is. $EVENT_TITLE and the"
          + " like stand for what happened. Left out: Datadog's own.")
  @PreserveUnknownFields
  public JsonNode payload;

  @JsonPropertyDescription(
      "Headers beside those that Datadog sends. A value may be $(secret/NAME/KEY), all of it.")
  @Size(max = 100)
  public Map<String, String> customHeaders;

  @JsonPropertyDescription("How the payload goes out: json, or form fields.")
  public EncodeAs encodeAs;

  public enum EncodeAs {
    @JsonProperty("json")
    JSON,
    @JsonProperty("form")
    FORM
  }
}
