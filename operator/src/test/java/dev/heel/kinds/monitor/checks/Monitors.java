package dev.heel.kinds.monitor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.monitor.DatadogMonitor;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Monitors named home/a, from the YAML of their spec. */
public final class Monitors {
  private Monitors() {}

  public static DatadogMonitor of(String spec) {
    return of(Serialization.unmarshal(spec, JsonNode.class));
  }

  public static DatadogMonitor of(JsonNode spec) {
    DatadogMonitor monitor = new DatadogMonitor();
    monitor.setMetadata(new ObjectMetaBuilder().withName("a").withNamespace("home").build());
    monitor.setSpec(spec);
    return monitor;
  }
}
