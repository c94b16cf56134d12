package dev.heel.kinds.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.HeelResource;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.model.annotation.*;

@Group("heel.dev")
@Version("v1alpha1")
@Plural("datadogmonitors")
@ShortNames("ddmon")
@Categories({"heel", "datadog"})
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
public final class DatadogMonitor extends HeelResource {
  @Required
  @SchemaFrom(type = MonitorSpec.class)
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
