package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Dashboards named home/a, from the YAML of their spec. */
final class Dashboards {
  private Dashboards() {}

  static DatadogDashboard of(String spec) {
    return of(Serialization.unmarshal(spec, JsonNode.class));
  }

  static DatadogDashboard of(JsonNode spec) {
    DatadogDashboard dashboard = new DatadogDashboard();
    dashboard.setMetadata(new ObjectMetaBuilder().withName("a").withNamespace("home").build());
    dashboard.setSpec(spec);
    return dashboard;
  }
}
