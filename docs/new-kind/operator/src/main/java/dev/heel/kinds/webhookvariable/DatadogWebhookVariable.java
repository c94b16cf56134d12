package dev.heel.kinds.webhookvariable;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.ApiResource;
import dev.heel.resource.HeelResource;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A custom variable that the payloads and headers of webhooks may name. */
@JsonClassDescription("A custom variable of webhooks in Datadog, kept as this resource says.")
@Group(HeelResource.GROUP)
@Version(HeelResource.VERSION)
@Plural("datadogwebhookvariables")
@ShortNames("ddvar")
@Categories({"heel", "datadog"})
public final class DatadogWebhookVariable extends ApiResource {
  private static final long serialVersionUID = 1L;

  @Required
  @JsonPropertyDescription(
      "The variable: the fields of Datadog's API in camelCase, beside how Heel treats it.")
  @SchemaFrom(type = VariableSpec.class)
  private JsonNode spec;

  @Override
  public JsonNode getSpec() {
    return spec;
  }

  @Override
  public void setSpec(JsonNode spec) {
    this.spec = spec;
  }
}
