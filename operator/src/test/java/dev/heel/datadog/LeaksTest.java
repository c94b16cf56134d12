package dev.heel.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.DatadogError;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that hangs must cost no connection and no thread once its calls have ended. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeaksTest {
  private static final int CALLS = 60;

  @BeforeAll
  static void loadClasses() throws IOException, DatadogError {
    Rig.loadClasses();
  }

  @Test
  void hangingAnswersLeaveNeitherConnectionsNorThreads() throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<DatadogError> errors = new CopyOnWriteArrayList<>();
    try (Rig rig = Rig.open()) {
      for (int i = 0; i < CALLS; i++) {
        rig.server().then(ScriptedServer.Wire::hangWithinTheAnswer);
        threads.execute(() -> errors.add(rig.fail(Method.GET)));
      }
      await().until(() -> errors.size() == CALLS);

      assertThat(rig.leased()).isZero();
      assertThat(ours()).hasSizeLessThanOrEqualTo(1 + 4);
    } finally {
      threads.shutdownNow();
    }
    await().untilAsserted(() -> assertThat(ours()).isEmpty());
  }

  private static List<String> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("datadog-"))
        .toList();
  }
}
