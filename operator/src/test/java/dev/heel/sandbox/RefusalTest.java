package dev.heel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.faults.Fault;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A create that Datadog refuses")
class RefusalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The system's time, and what it was moved ahead by. */
  private static final class ShiftedClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    void moveBy(Duration time) {
      ahead = ahead.plus(time);
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return Clock.systemUTC().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final ShiftedClock clock = new ShiftedClock();

  @AutoClose
  private final Sandbox sandbox =
      Sandbox.open(
          new SandboxOptions(
              KubernetesServer.Options.defaults(),
              DatadogOptions.builder().clock(clock).build(),
              "test",
              null));

  @Test
  @DisplayName("is tried once for each generation, and once an hour")
  void oncePerGenerationAndHour() {
    String words = "The value provided for parameter 'query' is invalid";
    sandbox.datadog().faults().always("POST /api/v1/monitor", Fault.error(400, words));
    applyAccount();
    sandbox.startOperator();
    applyMonitor(1, "");
    awaitRefused(1);
    Instant refused = clock.instant();
    assertThat(sandbox.isSettled(Duration.ofMinutes(61)))
        .as("whether nothing is due after an hour")
        .isFalse();

    clock.moveBy(Duration.ofMinutes(59));
    applyMonitor(1, "almost");
    await().atMost(PATIENCE).until(() -> sandbox.isSettled(Duration.ofSeconds(20)));
    clock.moveBy(Duration.ofMinutes(2));
    applyMonitor(1, "later");
    awaitRefused(2);
    assertThat(posts().get(1)).isAfter(refused.plus(Duration.ofMinutes(60)));

    applyMonitor(2, "");
    awaitRefused(3);
  }

  /** So many creates came, and nothing more is due for most of an hour. */
  private void awaitRefused(int times) {
    await().atMost(PATIENCE).until(() -> posts().size() >= times);
    await().atMost(PATIENCE).until(() -> sandbox.isSettled(Duration.ofMinutes(59)));
    assertThat(posts()).hasSize(times);
  }

  private void applyAccount() {
    apply(
        """
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "datadog"}}""");
    apply(
        """
        {"apiVersion": "v1", "kind": "Secret",
         "metadata": {"name": "keys", "namespace": "datadog"},
         "stringData": {"api-key": "%s", "app-key": "%s"}}"""
            .formatted("0".repeat(32), "0".repeat(40)));
    apply(
        """
        {"apiVersion": "heel.dev/v1alpha1", "kind": "DatadogAccount",
         "metadata": {"name": "default", "namespace": "datadog"},
         "spec": {"site": "datadoghq.com", "secretRef": {"name": "keys"}}}""");
  }

  /**
   * @param priority another one is another generation
   * @param look an annotation of the group: wakes the resource without a new generation
   */
  private void applyMonitor(int priority, String look) {
    apply(
        """
        {"apiVersion": "heel.dev/v1alpha1", "kind": "DatadogMonitor",
         "metadata": {"name": "refused", "namespace": "datadog",
                      "annotations": {"heel.dev/look": "%s"}},
         "spec": {"name": "refused", "type": "metric alert", "priority": %d,
                  "query": "avg(last_5m):avg:my_metric{*} > 800", "message": "High."}}"""
            .formatted(look, priority));
  }

  private void apply(String json) {
    try {
      sandbox.apply(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** When each create came. */
  private List<Instant> posts() {
    return sandbox.datadog().callLog().stream()
        .filter(line -> line.contains(" POST /api/v1/monitor "))
        .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
        .toList();
  }
}
