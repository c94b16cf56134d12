package dev.heel.operator.api.resource;

import dev.heel.engine.identity.Lineage;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.operator.cluster.Finalizer;
import dev.heel.operator.wake.KindController;
import dev.heel.operator.wake.ResourceMemory;
import dev.heel.resource.ApiStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The monitor home/m of cluster test in generation 2, as a pass finds it. */
public final class MonitorInPass {
  public static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private MonitorInPass() {}

  public static ResourceInPass<DatadogMonitor> of(ApiStatus status) {
    return of(status, Map.of());
  }

  public static ResourceInPass<DatadogMonitor> of(
      ApiStatus status, Map<String, String> annotations) {
    DatadogMonitor monitor = new DatadogMonitor();
    monitor.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("home")
            .withName("m")
            .withUid("uid")
            .withGeneration(2L)
            .withCreationTimestamp("2026-11-30T11:00:00Z")
            .withFinalizers(Finalizer.NAME)
            .withAnnotations(annotations)
            .build());
    monitor.setStatus(status);
    return new ResourceInPass<>(
        new KindController<>(Kinds.MONITOR, new ResourceMemory()),
        monitor,
        new Lineage("test", Set.of()),
        NOW,
        SecretValues.NONE);
  }
}
