package dev.heel.kinds.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Monitors named home/a, from the YAML of their spec. */
final class Monitors {
  private Monitors() {}

  static DatadogMonitor of(String spec) {
    return of(Serialization.unmarshal(spec, JsonNode.class));
  }

  static DatadogMonitor of(JsonNode spec) {
    DatadogMonitor monitor = new DatadogMonitor();
    monitor.setMetadata(new ObjectMetaBuilder().withName("a").withNamespace("home").build());
    monitor.setSpec(spec);
    return monitor;
  }
}
