package dev.heel.agent.check;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.HeelResource;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A check that Datadog's Agent runs: an integration of Datadog's, a Python check or a JMX check.
 */
@JsonClassDescription(
    "A check that the Agents run: an integration of Datadog's, a Python check of one's own, or a JMX"
        + " check.")
@Group(HeelResource.GROUP)
@Version(HeelResource.VERSION)
@Plural("datadogchecks")
@ShortNames("ddcheck")
@Categories({"heel", "datadog"})
public final class DatadogCheck extends HeelResource<CheckStatus> {
  private static final long serialVersionUID = 1L;

  @Required
  @JsonPropertyDescription("What is run, where, and how often.")
  @SchemaFrom(type = CheckSpec.class)
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
