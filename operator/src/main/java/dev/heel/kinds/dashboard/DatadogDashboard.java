package dev.heel.kinds.dashboard;

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

/** A dashboard of Datadog's. */
@JsonClassDescription("A dashboard in Datadog, kept as this resource says.")
@Group(HeelResource.GROUP)
@Version(HeelResource.VERSION)
@Plural("datadogdashboards")
@ShortNames("dddash")
@Categories({"heel", "datadog"})
public final class DatadogDashboard extends ApiResource {
  private static final long serialVersionUID = 1L;

  @Required
  @JsonPropertyDescription(
      "The dashboard: the fields of Datadog's API in camelCase, beside how Heel treats it.")
  @SchemaFrom(type = DashboardSpec.class)
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
