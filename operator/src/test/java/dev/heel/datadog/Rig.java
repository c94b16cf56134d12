package dev.heel.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.heel.datadog.budget.RateBudget;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.DatadogError.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client with short limits before a scripted server, and what each fault's test asks of them. */
final class Rig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  static final String API_KEY = "0123456789abcdef0123456789abcdef";
  static final String APP_KEY = "fedcba9876543210fedcba9876543210fedcba98";
  static final String JSON = "Content-Type: application/json";
  static final String HTML = "Content-Type: text/html";

  private static final CallLimits QUICK =
      new CallLimits(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(900), 8);

  private final ScriptedServer server;
  private final Transport transport;
  private final DatadogClient client;
  private final List<Integer> heard = new CopyOnWriteArrayList<>();

  private Rig(ScriptedServer server, URI url, CallLimits limits) {
    this.server = server;
    this.transport = Transport.open(new DatadogAccess(url, API_KEY, APP_KEY), limits);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    this.client =
        new DatadogClient(
            transport, RateBudget.half(clock), (call, status, took) -> heard.add(status), clock);
  }

  static Rig open() throws IOException {
    ScriptedServer server = new ScriptedServer();
    return new Rig(server, server.url(), QUICK);
  }

  /** With the limits of production, for what is long and no fault of time. */
  static Rig openPatient() throws IOException {
    ScriptedServer server = new ScriptedServer();
    return new Rig(server, server.url(), CallLimits.STANDARD);
  }

  /** Before an address where nobody listens. */
  static Rig openAt(URI nowhere) throws IOException {
    return new Rig(new ScriptedServer(), nowhere, QUICK);
  }

  /** The libraries' classes take longer to load, once, than the limits let a call take. */
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

  ScriptedServer server() {
    return server;
  }

  DatadogClient client() {
    return client;
  }

  /** Sends a call that must fail. */
  DatadogError fail(Method method) {
    Call call = Calls.of(method);
    DatadogError error = catchThrowableOfType(DatadogError.class, () -> client.send(call));
    assertThat(error).as("the call fails").isNotNull();
    assertThat(error.toString()).doesNotContain(API_KEY, APP_KEY);
    return error;
  }

  /** No answer: a write is in doubt, a read is not. */
  static void assertUnanswered(DatadogError error, Method method) {
    assertThat(error.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(error.answered()).isEqualTo(!method.writes());
    assertThat(error.status()).isZero();
  }

  /** One request on the wire, and the listener told once. */
  void assertOneRequest(int status) {
    assertRequests(1);
    assertThat(heard).containsExactly(status);
  }

  /** So many requests, and no more a moment later. */
  void assertRequests(int requests) {
    await()
        .during(Duration.ofMillis(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> server.received().size() == requests);
  }

  /** Connections in use. */
  int leased() {
    return transport.leased();
  }

  List<Integer> heard() {
    return List.copyOf(heard);
  }

  /** Whatever happened, every connection was given back or closed. */
  @Override
  public void close() throws IOException {
    assertThat(transport.leased()).isZero();
    client.close();
    server.close();
  }
}
