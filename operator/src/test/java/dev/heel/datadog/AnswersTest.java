package dev.heel.datadog;

import static dev.heel.datadog.Rig.API_KEY;
import static dev.heel.datadog.Rig.APP_KEY;
import static dev.heel.datadog.Rig.HTML;
import static dev.heel.datadog.Rig.JSON;
import static dev.heel.datadog.Rig.NOW;
import static dev.heel.datadog.ScriptedServer.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.DatadogError.Kind;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each answer gives its class, from the status code, after exactly one request on the wire. */
class AnswersTest {
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

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void anAnswerOfEachStatus(int status, String case_, Kind kind, String words) {
    String[] parts = case_.split("\\|", 2);
    rig.server().thenAnswer(status, parts[0], parts[1]);

    DatadogError error = rig.fail(Method.POST);

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.answered()).isEqualTo(kind != Kind.TRANSIENT);
    assertThat(error.status()).isEqualTo(status);
    assertThat(error.getMessage()).isEqualTo(words);
    rig.assertOneRequest(status);
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
        answer(403, HTML, "<html>blocked</html>", Kind.FORBIDDEN, "text/html, 20 bytes"),
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
        answer(502, HTML, "<html>Bad Gateway</html>", Kind.TRANSIENT, "text/html, 24 bytes"),
        answer(504, "X: y", "", Kind.TRANSIENT, "an empty body"),
        answer(512, "X: y", "Timeout", Kind.TRANSIENT, "content of no known type, 7 bytes"),
        answer(
            200,
            JSON,
            "{\"id\": 1",
            Kind.TRANSIENT,
            "application/json, 8 bytes, which is not JSON"),
        answer(
            200,
            HTML,
            "<html>log in</html>",
            Kind.TRANSIENT,
            "text/html, 19 bytes, which is not JSON"));
  }

  private static Arguments answer(int status, String header, String body, Kind kind, String words) {
    return arguments(status, header + "|" + body, kind, words);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void tooManyRequestsTellsWhenToComeBack(String headers, String body, int seconds) {
    rig.server().thenAnswer(429, headers, body);

    DatadogError error = rig.fail(Method.POST);

    assertThat(error.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(error.answered()).isTrue();
    assertThat(error.retryAt()).isEqualTo(NOW.plusSeconds(seconds));
    rig.assertOneRequest(429);
    DatadogError second = rig.fail(Method.POST);
    assertThat(second.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(second.answered()).isTrue();
    assertThat(second.status()).isZero();
    assertThat(second.retryAt()).isEqualTo(NOW.plusSeconds(seconds));
    rig.assertOneRequest(429);
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
    rig.server().thenAnswer(200, JSON, "");

    assertThat(rig.client().send(Calls.of(Method.POST)).isNull()).isTrue();
    rig.assertOneRequest(200);
  }

  @Test
  void noContentIsANullNode() throws DatadogError {
    rig.server()
        .then(
            wire -> {
              wire.request();
              wire.write("HTTP/1.1 204 No Content\r\n\r\n");
            });

    assertThat(rig.client().send(Calls.of(Method.DELETE)).isNull()).isTrue();
    rig.assertOneRequest(204);
  }

  @Test
  void noBodyOfADeletionIsNeeded() throws DatadogError {
    rig.server().thenAnswer(200, HTML, "gone");

    assertThat(rig.client().send(Calls.of(Method.DELETE)).isNull()).isTrue();
    rig.assertOneRequest(200);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void aRedirectIsNotFollowed(Method method) {
    rig.server().thenAnswer(307, "Location: " + rig.server().url() + "/elsewhere", "");

    DatadogError error = rig.fail(method);

    assertThat(error.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(error.answered()).isTrue();
    rig.assertOneRequest(307);
  }

  @Test
  void keysThatAreSentBackAreNotShown() {
    rig.server()
        .thenAnswer(403, JSON, "{\"errors\":[\"bad keys " + API_KEY + "/" + APP_KEY + "\"]}");

    assertThat(rig.fail(Method.POST).getMessage()).isEqualTo("bad keys ***/***");
  }
}
