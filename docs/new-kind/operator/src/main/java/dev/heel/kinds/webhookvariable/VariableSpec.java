package dev.heel.kinds.webhookvariable;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.heel.resource.ApiSpec;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * What a {@link DatadogWebhookVariable} says: a custom variable of Datadog's webhooks integration
 * (API v1, "Create a custom variable") in camelCase.
 */
@ValidationRule(
    value = "has(self.name) && has(self.value) || has(self.definition) || has(self.definitionFrom)",
    message = "say name and value, or definition / definitionFrom")
public class VariableSpec extends ApiSpec {
  @JsonPropertyDescription("Its name in Datadog: a payload or a header of a webhook says $NAME.")
  @Size(min = 1, max = 200)
  @Pattern("^[A-Z][A-Z0-9_]*$")
  public String name;

  @JsonPropertyDescription("What stands in its place when a webhook is called. It is no secret.")
  public String value;
}
