package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.operator.HeelOperator;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.resource.NamespacedName;
import dev.heel.testing.FaultyProxy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A process that leads before it may read: rights that are applied after the Deployment. */
@DisplayName("An operator whose rights come late")
class StartIT {
  private static final String FORBIDDEN =
      "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"Forbidden\",\"code\":403,"
          + "\"message\":\"namespaces is forbidden\"}";

  private static final String NAMESPACES = "GET /api/v1/namespaces(\\?.*)?";

  @Test
  @DisplayName("is not ready until they are there, and then works without a restart")
  void lateRights() {
    try (World world = World.unattended();
        FaultyProxy proxy = FaultyProxy.before(world.sandbox.kubernetes().url());
        KubernetesClient client = OwnOperator.client(proxy.url());
        HeelOperator operator = new HeelOperator(options(world), client, () -> {})) {
      AtomicBoolean ready = new AtomicBoolean(true);
      proxy.answer(2, NAMESPACES, 403, FORBIDDEN);
      proxy.meanwhile(NAMESPACES, () -> ready.set(operator.isReady()));
      operator.start();

      eventually(() -> assertThat(operator.isReady()).isTrue());
      assertThat(proxy.waiting()).as("both refusals were met").isZero();
      assertThat(ready).as("while it leads and may not read yet").isFalse();
      world.namespace("home");
      world.inSync(monitor("home", "m"));
    }
  }

  private static OperatorOptions options(World world) {
    return OperatorOptions.of("test")
        .defaultAccount(new NamespacedName("datadog", "default"))
        .datadogAt(world.sandbox.datadog().url())
        .election(new OperatorOptions.Election("datadog", "heel-operator", "one"))
        .timing(World.BRISK)
        .build();
  }
}
