package dev.heel.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.DatadogError.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No answer, or half of one: each fault has its class, and nothing is sent twice. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsTest {
  private Rig rig;

  @BeforeAll
  static void loadClasses() throws IOException, DatadogError {
    Rig.loadClasses();
  }

  @BeforeEach
  void open() throws IOException {
    rig = Rig.open();
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void noAnswerInTimeLeavesWritesInDoubt(Method method) {
    rig.server()
        .then(
            wire -> {
              wire.request();
              wire.waitForHangUp();
            });

    DatadogError error = rig.fail(method);

    Rig.assertUnanswered(error, method);
    assertThat(error.getMessage()).isEqualTo("no answer within 300 ms");
    rig.assertOneRequest(0);
  }

  @Test
  void anAnswerThatStopsHalfwayIsGivenUp() {
    rig.server().then(ScriptedServer.Wire::hangWithinTheAnswer);

    DatadogError error = rig.fail(Method.POST);

    Rig.assertUnanswered(error, Method.POST);
    assertThat(error.getMessage()).isEqualTo("no answer within 300 ms");
    rig.assertOneRequest(0);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void aSlowDripEndsWithTheWholeCallsTime(Method method) {
    rig.server().then(FaultsTest::drip);
    long before = System.nanoTime();

    DatadogError error = rig.fail(method);

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(850), Duration.ofMillis(2500));
    Rig.assertUnanswered(error, method);
    assertThat(error.getMessage()).isEqualTo("no whole answer within 900 ms");
    rig.assertOneRequest(0);
  }

  /** A refusal whose text never ends is a refusal all the same. */
  @Test
  void aSlowDripAfterARefusalKeepsItsStatus() {
    rig.server().then(wire -> drip(wire, "HTTP/1.1 400 No\r\nContent-Length: 100000\r\n\r\n"));

    assertThat(rig.fail(Method.POST).kind()).isEqualTo(Kind.REJECTED);
    rig.assertOneRequest(400);
  }

  @Test
  void nothingWasSentWhenTheConnectionIsRefused() throws IOException {
    DatadogError error;
    // Bound and not listening: it refuses, and nobody else can get the port meanwhile.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      rig.close();
      rig = Rig.openAt(URI.create("http://127.0.0.1:" + bound.getLocalPort()));
      error = rig.fail(Method.POST);
    }

    assertThat(error.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(error.answered()).isTrue();
    assertThat(error.status()).isZero();
    assertThat(error.getMessage()).contains("no connection").contains("refused");
    assertThat(rig.heard()).containsExactly(0);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void cutBeforeTheRequestWasRead(Method method) {
    rig.server().then(ScriptedServer.Wire::cut);

    Rig.assertUnanswered(rig.fail(method), method);
    rig.assertRequests(0);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void cutAfterTheWriteTookEffect(Method method) {
    rig.server()
        .then(
            wire -> {
              wire.request();
              wire.cut();
            });

    Rig.assertUnanswered(rig.fail(method), method);
    rig.assertOneRequest(0);
  }

  @Test
  void cutWithinTheAnswer() {
    rig.server()
        .then(
            wire -> {
              wire.request();
              wire.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\": 1");
              wire.cut();
            });

    Rig.assertUnanswered(rig.fail(Method.POST), Method.POST);
    rig.assertOneRequest(0);
  }

  @Test
  void aClosedClientSendsNothing() {
    rig.client().close();

    DatadogError error = rig.fail(Method.POST);

    assertThat(error.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(error.answered()).isTrue();
    rig.assertRequests(0);
  }

  private static void drip(ScriptedServer.Wire wire) throws IOException {
    drip(wire, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
  }

  private static void drip(ScriptedServer.Wire wire, String start) throws IOException {
    wire.request();
    wire.write(start);
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!never.await(50, TimeUnit.MILLISECONDS)) {
        wire.write(" ");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
