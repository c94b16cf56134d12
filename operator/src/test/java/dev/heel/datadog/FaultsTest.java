package dev.heel.datadog;

import static dev.heel.datadog.ScriptedServer.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heel.engine.Call;
import dev.heel.engine.Call.Method;
import dev.heel.engine.DatadogError;
import dev.heel.engine.DatadogError.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault gives its class, and exactly one request reaches the wire: nothing is sent twice. */
class FaultsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String API_KEY = "0123456789abcdef0123456789abcdef";
  private static final String APP_KEY = "fedcba9876543210fedcba9876543210fedcba98";
  private static final String JSON = "Content-Type: application/json";
  private static final String HTML = "Content-Type: text/html";
  private static final CallLimits QUICK =
      new CallLimits(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(900), 8);

  private ScriptedServer server;
  private Transport transport;
  private DatadogClient client;
  private final List<Integer> heard = new CopyOnWriteArrayList<>();

  /** The libraries' classes take longer to load, once, than these tests let a call take. */
  @BeforeAll
  static void loadClasses() throws IOException, DatadogError {
    try (ScriptedServer server = new ScriptedServer().thenAnswer(200, JSON, "{}");
        DatadogClient client =
            DatadogClient.connect(
                new DatadogAccess(server.url(), API_KEY, APP_KEY),
                RateBudget.half(Clock.systemUTC()),
                (call, status, took) -> {},
                Clock.systemUTC())) {
      assertThat(client.send(Calls.of(Method.PATCH)).isObject()).isTrue();
    }
  }

  @BeforeEach
  void open() throws IOException {
    server = new ScriptedServer();
    client = client(server.url());
  }

  /** Whatever happened, the connection is given back or closed. */
  @AfterEach
  void nothingLeaks() throws IOException {
    assertThat(transport.leased()).isZero();
    client.close();
    server.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void anAnswerOfEachStatus(int status, String case_, Kind kind, String words) {
    String[] parts = case_.split("\\|", 2);
    server.thenAnswer(status, parts[0], parts[1]);

    DatadogError error = fail(Method.POST);

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.answered()).isEqualTo(kind != Kind.TRANSIENT);
    assertThat(error.status()).isEqualTo(status);
    assertThat(error.getMessage()).isEqualTo(words);
    oneRequest(status);
  }

  static Stream<Arguments> anAnswerOfEachStatus() {
    return Stream.of(
        answer(
            400,
            JSON,
            "{\"errors\":[\"invalid operator\\nspecified\"]}",
            Kind.REJECTED,
            "invalid operator specified"),
        answer(
            400,
            JSON,
            "{\"errors\":[\"Monitor is part of the following composite monitors: 7\"]}",
            Kind.IN_USE,
            "Monitor is part of the following composite monitors: 7"),
        answer(
            401,
            JSON,
            "{\"errors\":[\"monitor [1,a] is referenced in slos: [2,b]\"]}",
            Kind.IN_USE,
            "monitor [1,a] is referenced in slos: [2,b]"),
        answer(401, JSON, "{\"errors\":[\"Unauthorized\"]}", Kind.FORBIDDEN, "Unauthorized"),
        answer(
            403,
            JSON,
            "{\"status\":\"error\",\"code\":403,\"errors\":[\"Forbidden\"]}",
            Kind.FORBIDDEN,
            "Forbidden"),
        answer(403, HTML, "<html>blocked</html>", Kind.FORBIDDEN, "an HTML page"),
        answer(
            404, JSON, "{\"errors\":[\"Monitor not found\"]}", Kind.MISSING, "Monitor not found"),
        answer(410, JSON, "", Kind.MISSING, "an empty body"),
        answer(
            409,
            JSON,
            "{\"errors\":[{\"title\":\"Conflict\",\"detail\":\"name taken\"}]}",
            Kind.REJECTED,
            "Conflict: name taken"),
        answer(
            409,
            JSON,
            "{\"errors\":{\"1\":\"SLO can't be deleted\"}}",
            Kind.IN_USE,
            "SLO can't be deleted"),
        answer(422, JSON, "{\"errors\":[\"a\",\"b\"]}", Kind.REJECTED, "a; b"),
        answer(500, JSON, "{\"errors\":[\"oops\"]}", Kind.TRANSIENT, "oops"),
        answer(502, HTML, "<html>Bad Gateway</html>", Kind.TRANSIENT, "an HTML page"),
        answer(504, "X: y", "", Kind.TRANSIENT, "an empty body"),
        answer(512, "X: y", "Timeout", Kind.TRANSIENT, "Timeout"),
        answer(200, JSON, "{\"id\": 1", Kind.TRANSIENT, "a body that is not JSON"),
        answer(200, HTML, "<html>log in</html>", Kind.TRANSIENT, "an HTML page instead of JSON"));
  }

  private static Arguments answer(int status, String header, String body, Kind kind, String words) {
    return arguments(status, header + "|" + body, kind, words);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void tooManyRequestsTellsWhenToComeBack(String headers, String body, int seconds) {
    server.thenAnswer(429, headers, body);

    DatadogError error = fail(Method.POST);

    assertThat(error.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(error.answered()).isTrue();
    assertThat(error.retryAt()).isEqualTo(NOW.plusSeconds(seconds));
    oneRequest(429);
    assertThat(client.blockedUntil(Calls.of(Method.POST))).contains(NOW.plusSeconds(seconds));
    DatadogError second = fail(Method.POST);
    assertThat(second.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(second.answered()).isTrue();
    assertThat(second.status()).isZero();
    oneRequest(429);
  }

  static Stream<Arguments> tooManyRequestsTellsWhenToComeBack() {
    String json = "{\"errors\":[\"Rate limit of 500 requests in 10 seconds reached.\"]}";
    return Stream.of(
        arguments(headers(JSON, "x-ratelimit-reset: 7", "X-RateLimit-Period: 10"), json, 7),
        arguments(headers(HTML, "X-RateLimit-Reset: 3"), "<html>slow down</html>", 3),
        arguments(headers(JSON, "X-RateLimit-Period: 60"), json, 60),
        arguments(
            headers(JSON, "X-RateLimit-Reset: " + NOW.plusSeconds(42).getEpochSecond()), json, 42),
        arguments(headers(JSON, "X-RateLimit-Reset: 0"), json, 1),
        arguments(headers(JSON, "X-RateLimit-Reset: 999999"), json, 3600),
        arguments(headers(JSON, "X-RateLimit-Reset: soon"), json, 10),
        arguments(JSON, json, 10));
  }

  @Test
  void anEmptyBodyOnSuccessIsANullNode() throws DatadogError {
    server.thenAnswer(200, JSON, "");

    assertThat(client.send(Calls.of(Method.POST)).isNull()).isTrue();
    oneRequest(200);
  }

  @Test
  void noContentIsANullNode() throws DatadogError {
    server.then(
        wire -> {
          wire.request();
          wire.write("HTTP/1.1 204 No Content\r\n\r\n");
        });

    assertThat(client.send(Calls.of(Method.DELETE)).isNull()).isTrue();
    oneRequest(204);
  }

  @Test
  void noBodyOfADeletionIsNeeded() throws DatadogError {
    server.thenAnswer(200, HTML, "gone");

    assertThat(client.send(Calls.of(Method.DELETE)).isNull()).isTrue();
    oneRequest(200);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void noAnswerInTimeLeavesWritesInDoubt(Method method) {
    server.then(
        wire -> {
          wire.request();
          wire.waitForHangUp();
        });

    DatadogError error = fail(method);

    unanswered(error, method);
    assertThat(error.getMessage()).isEqualTo("no answer within 300 ms");
    oneRequest(0);
  }

  @Test
  void anAnswerThatStopsHalfwayIsGivenUp() {
    server.then(
        wire -> {
          wire.request();
          wire.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\": 1");
          wire.waitForHangUp();
        });

    DatadogError error = fail(Method.POST);

    unanswered(error, Method.POST);
    assertThat(error.getMessage()).isEqualTo("no answer within 300 ms");
    oneRequest(0);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void aSlowDripEndsWithTheWholeCallsTime(Method method) {
    server.then(FaultsTest::drip);
    long before = System.nanoTime();

    DatadogError error = fail(method);

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(850), Duration.ofMillis(2500));
    unanswered(error, method);
    assertThat(error.getMessage()).isEqualTo("no whole answer within 900 ms");
    oneRequest(0);
  }

  /** A refusal whose text never ends is a refusal all the same. */
  @Test
  void aSlowDripAfterARefusalKeepsItsStatus() {
    server.then(wire -> drip(wire, "HTTP/1.1 400 No\r\nContent-Length: 100000\r\n\r\n"));

    assertThat(fail(Method.POST).kind()).isEqualTo(Kind.REJECTED);
    oneRequest(400);
  }

  @Test
  void nothingWasSentWhenTheConnectionIsRefused() throws IOException {
    int port = freePort();
    client.close();
    client = client(URI.create("http://127.0.0.1:" + port));

    DatadogError error = fail(Method.POST);

    assertThat(error.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(error.answered()).isTrue();
    assertThat(error.status()).isZero();
    assertThat(error.getMessage()).contains("no connection").contains("refused");
    assertThat(heard).containsExactly(0);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void cutBeforeTheRequestWasRead(Method method) {
    server.then(ScriptedServer.Wire::cut);

    unanswered(fail(method), method);
    neverMoreThan(0);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void cutAfterTheWriteTookEffect(Method method) {
    server.then(
        wire -> {
          wire.request();
          wire.cut();
        });

    unanswered(fail(method), method);
    oneRequest(0);
  }

  @Test
  void cutWithinTheAnswer() {
    server.then(
        wire -> {
          wire.request();
          wire.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\": 1");
          wire.cut();
        });

    unanswered(fail(Method.POST), Method.POST);
    oneRequest(0);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void aRedirectIsNotFollowed(Method method) {
    server.thenAnswer(307, "Location: " + server.url() + "/elsewhere", "");

    DatadogError error = fail(method);

    assertThat(error.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(error.answered()).isTrue();
    oneRequest(307);
  }

  @Test
  void keysThatAreSentBackAreNotShown() {
    server.thenAnswer(403, JSON, "{\"errors\":[\"bad keys " + API_KEY + "/" + APP_KEY + "\"]}");

    assertThat(fail(Method.POST).getMessage()).isEqualTo("bad keys ***/***");
  }

  @Test
  void aClosedClientSendsNothing() {
    client.close();

    DatadogError error = fail(Method.POST);

    assertThat(error.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(error.answered()).isTrue();
    neverMoreThan(0);
  }

  private DatadogClient client(URI url) {
    transport = Transport.open(new DatadogAccess(url, API_KEY, APP_KEY), QUICK);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new DatadogClient(
        transport, RateBudget.half(clock), (call, status, took) -> heard.add(status), clock);
  }

  private DatadogError fail(Method method) {
    Call call = Calls.of(method);
    DatadogError error = catchThrowableOfType(DatadogError.class, () -> client.send(call));
    assertThat(error).as("the call fails").isNotNull();
    assertThat(error.toString()).doesNotContain(API_KEY, APP_KEY);
    return error;
  }

  private static void unanswered(DatadogError error, Method method) {
    assertThat(error.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(error.answered()).isEqualTo(!method.writes());
    assertThat(error.status()).isZero();
  }

  private void oneRequest(int status) {
    neverMoreThan(1);
    assertThat(heard).containsExactly(status);
  }

  private void neverMoreThan(int requests) {
    await()
        .during(Duration.ofMillis(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> server.received().size() == requests);
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
