package dev.heel.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MetricsTest {
  /** A registry keeps the first gauge of a name: it would show a queue that nobody works on. */
  @Test
  @DisplayName("controllers that start anew show their own queue")
  void queue() {
    Metrics metrics = new Metrics();
    metrics.queue(() -> 1);
    metrics.queue(() -> 2);
    assertThat(metrics.text()).contains("heel_queue 2.0").doesNotContain("heel_queue 1.0");
  }
}
