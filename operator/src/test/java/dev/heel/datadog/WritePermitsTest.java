package dev.heel.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.datadog.budget.RateBudget;
import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.DatadogError.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Datadog's edge breaks down under many parallel writes: a burst is let through eight at a time.
 */
class WritePermitsTest {
  private static final int BURST = 24;

  private final ExecutorService threads = Executors.newFixedThreadPool(BURST);
  private final List<DatadogError> errors = new CopyOnWriteArrayList<>();
  private final CountDownLatch gate = new CountDownLatch(1);
  private ScriptedServer server;

  @BeforeEach
  void open() throws IOException {
    server = new ScriptedServer();
    for (int i = 0; i < BURST; i++) {
      server.then(this::answerWhenTheGateOpens);
    }
  }

  @AfterEach
  void close() throws IOException {
    threads.shutdownNow();
    server.close();
  }

  @Test
  void eightWritesAtATimeAndAllInTheEnd() {
    try (DatadogClient client = client(Duration.ofSeconds(20))) {
      burst(client, Method.PUT);
      await().during(Duration.ofMillis(300)).until(() -> server.received().size() == 8);

      gate.countDown();

      await().until(() -> server.received().size() == BURST);
      assertThat(errors).isEmpty();
    }
  }

  @Test
  void readsAreNotHeldBackByWrites() {
    try (DatadogClient client = client(Duration.ofSeconds(20))) {
      burst(client, Method.GET);

      await().until(() -> server.received().size() == BURST);
      gate.countDown();
    }
  }

  /** Who waited too long was certainly not sent, so that nothing need be looked for. */
  @Test
  void whoGetsNoPermitInTimeIsThrottledAndWasNotSent() {
    try (DatadogClient client = client(Duration.ofSeconds(2))) {
      burst(client, Method.POST);

      await().until(() -> errors.size() >= BURST - 8);

      assertThat(errors)
          .filteredOn(error -> error.kind() == Kind.THROTTLED)
          .hasSize(BURST - 8)
          .allMatch(DatadogError::answered)
          .allMatch(error -> error.retryAt() != null);
      assertThat(server.received()).hasSize(8);
      gate.countDown();
    }
  }

  private DatadogClient client(Duration whole) {
    Duration second = Duration.ofSeconds(15);
    CallLimits limits = new CallLimits(second, second, whole, 8);
    DatadogAccess access = new DatadogAccess(server.url(), "api", "app");
    Clock clock = Clock.systemUTC();
    return new DatadogClient(
        Transport.open(access, limits), RateBudget.half(clock), (call, status, took) -> {}, clock);
  }

  private void burst(DatadogClient client, Method method) {
    for (int i = 0; i < BURST; i++) {
      threads.execute(
          () -> {
            try {
              client.send(Calls.of(method));
            } catch (DatadogError e) {
              errors.add(e);
            }
          });
    }
  }

  private void answerWhenTheGateOpens(ScriptedServer.Wire wire) throws IOException {
    wire.request();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    wire.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
  }
}
