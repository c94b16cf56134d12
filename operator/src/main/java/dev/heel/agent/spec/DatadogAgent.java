package dev.heel.agent.spec;

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

/** An Agent on every node and a Cluster Agent, with their rights and their configuration. */
@JsonClassDescription(
    "Datadog's Agent in this cluster: a DaemonSet, a Cluster Agent, their rights and the checks"
        + " they run.")
@Group(HeelResource.GROUP)
@Version(HeelResource.VERSION)
@Plural("datadogagents")
@ShortNames("ddagent")
@Categories({"heel", "datadog"})
public final class DatadogAgent extends HeelResource<AgentStatus> {
  private static final long serialVersionUID = 1L;

  @Required
  @JsonPropertyDescription("How the Agent runs, and whose checks it runs.")
  @SchemaFrom(type = AgentSpec.class)
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
