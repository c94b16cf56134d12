package dev.heel.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.heel.datadog.budget.RateBudget;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.DatadogError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What arrives at Datadog, byte for byte where it matters, and what comes back. */
class WireTest {
  private static final String API_KEY = "0123456789abcdef0123456789abcdef";
  private static final String APP_KEY = "fedcba9876543210fedcba9876543210fedcba98";
  private static final String EXACT =
      "{\"a\":null,\"b\":500,\"c\":500.0,\"d\":0.1,\"e\":12345678901234567890,\"f\":\"500\","
          + "\"g\":[],\"h\":{},\"i\":1.10,\"j\":\"é{{value}}\",\"k\":100000000000000000000.5}";

  private ScriptedServer server;
  private DatadogClient client;

  @BeforeEach
  void open() throws IOException {
    server = new ScriptedServer();
    DatadogAccess access =
        new DatadogAccess(server.url(), API_KEY + "\n", APP_KEY)
            .withUserAgent("heel/0.1.0 (cluster prod-eu-1)");
    client =
        DatadogClient.connect(
            access,
            RateBudget.half(Clock.systemUTC()),
            (call, status, took) -> {},
            Clock.systemUTC());
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  /** PATCH is what the library's default connector cannot do on JDK 16 and later. */
  @ParameterizedTest
  @EnumSource(Method.class)
  void everyMethodArrivesWithKeysAndName(Method method) throws DatadogError {
    server.thenAnswer(200, "Content-Type: application/json", "{\"id\":1}");

    assertThat(client.send(Calls.of(method)).path("id").intValue()).isEqualTo(1);

    ScriptedServer.Received request = server.received().get(0);
    assertThat(request.method()).isEqualTo(method.name());
    assertThat(request.target()).isEqualTo(Calls.of(method).path());
    assertThat(request.headers())
        .containsEntry("dd-api-key", API_KEY)
        .containsEntry("dd-application-key", APP_KEY)
        .containsEntry("user-agent", "heel/0.1.0 (cluster prod-eu-1)")
        .containsEntry("accept", "application/json");
    if (Calls.of(method).body() != null) {
      assertThat(request.body()).isEqualTo("{\"name\":\"a\"}");
      assertThat(request.headers()).containsEntry("content-type", "application/json");
    } else {
      assertThat(request.body()).isEmpty();
    }
  }

  @Test
  void numbersAndNullsArriveAsSentAndComeBackAsTheyWere() throws Exception {
    server.thenAnswer(200, "Content-Type: application/json", EXACT);

    JsonNode back = client.send(call(null, Map.of()));
    server.thenAnswer(200, "Content-Type: application/json", "{}");
    client.send(call(back, Map.of()));

    assertThat(server.received().get(1).body()).isEqualTo(EXACT);
    assertThat(back.get("a").isNull()).isTrue();
    assertThat(back.get("b").isInt()).isTrue();
    assertThat(back.get("c").isFloatingPointNumber()).isTrue();
    assertThat(back.get("f").isTextual()).isTrue();
  }

  /** Trees made elsewhere hold doubles and ints: they must not change either. */
  @Test
  void aTreeFromAnotherMapperArrivesAsItWas() throws Exception {
    server.thenAnswer(200, "Content-Type: application/json", "{}");

    client.send(call(new JsonMapper().readTree("{\"c\":500.0,\"b\":500,\"a\":null}"), Map.of()));

    assertThat(server.received().get(0).body()).isEqualTo("{\"c\":500.0,\"b\":500,\"a\":null}");
  }

  @Test
  void queryParametersAreEncoded() throws Exception {
    server.thenAnswer(200, "Content-Type: application/json", "[]");

    client.send(call(null, Map.of("monitor_tags", "a:b c,d&e={x}%")));

    assertThat(server.received().get(0).target())
        .isEqualTo("/api/v1/monitor?monitor_tags=a%3Ab%20c%2Cd%26e%3D%7Bx%7D%25");
  }

  /** Neither the library nor the HTTP client takes a segment apart, or encodes it twice. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2Fdashboard%2Fabc",
        "7001%3Fforce=true&x=",
        "a:b@c!$&'()*+,;=~",
        "a%23b%25c%C3%A9"
      })
  void aSegmentArrivesAsItWasEncoded(String segment) throws Exception {
    server.thenAnswer(200, "Content-Type: application/json", "{}");
    String path = "/api/v1/monitor/" + segment;

    client.send(new Call("monitor", Method.GET, path, "/api/v1/monitor/{id}", Map.of(), null));

    assertThat(server.received().get(0).target()).isEqualTo(path);
  }

  @Test
  void aCompressedAnswerIsReadAndZstdIsNotAskedFor() throws Exception {
    byte[] zipped = gzip("{\"id\":\"é\"}");
    server.then(
        wire -> {
          wire.request();
          wire.write(
              "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: application/json\r\n"
                  + "Content-Length: "
                  + zipped.length
                  + "\r\n\r\n");
          wire.write(zipped);
        });

    assertThat(client.send(Calls.of(Method.GET)).path("id").textValue()).isEqualTo("é");
    assertThat(server.received().get(0).headers().get("accept-encoding")).doesNotContain("zstd");
  }

  /** Each byte is a chunk of its own, so that every letter is torn; RFC 8259: JSON is UTF-8. */
  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/json;charset=utf-8", "text/plain"})
  void lettersAreWholeHoweverTheAnswerIsCut(String type) throws Exception {
    for (int status : List.of(200, 400)) {
      server.then(wire -> drip(wire, status, type, "{\"errors\":[\"é温🔥\"]}"));
    }

    assertThat(client.send(Calls.of(Method.GET)).at("/errors/0").textValue()).isEqualTo("é温🔥");
    assertThatThrownBy(() -> client.send(Calls.of(Method.GET))).hasMessageContaining("é温🔥");
  }

  private static void drip(ScriptedServer.Wire wire, int status, String type, String body)
      throws IOException {
    wire.request();
    wire.write(
        "HTTP/1.1 %d Said\r\nTransfer-Encoding: chunked\r\nContent-Type: %s\r\n\r\n"
            .formatted(status, type));
    for (byte each : body.getBytes(StandardCharsets.UTF_8)) {
      wire.write("1\r\n");
      wire.write(new byte[] {each});
      wire.write("\r\n");
    }
    wire.write("0\r\n\r\n");
  }

  /** The HTTP library logs headers at DEBUG: a log level must never bring keys to light. */
  @Test
  void keysAreInNoLogAtAnyLevel() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    try {
      server.thenAnswer(200, "Content-Type: application/json", "{}");
      client.send(Calls.of(Method.POST));
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    assertThat(log.list).as("the library does log").isNotEmpty();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains(API_KEY) || line.contains(APP_KEY));
  }

  private static Call call(JsonNode body, Map<String, String> query) {
    Method method = body == null ? Method.GET : Method.PUT;
    return new Call("monitor", method, "/api/v1/monitor", "/api/v1/monitor", query, body);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
