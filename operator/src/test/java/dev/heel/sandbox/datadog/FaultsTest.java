package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heel.sandbox.datadog.Caller.Answer;
import dev.heel.sandbox.datadog.faults.Fault;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The script of faults: what the caller sees, and whether the write took effect. */
class FaultsTest {
  private static final String PATH = "/api/v1/monitor";
  private static final String POST = "POST /api/v1/monitor";
  private static final String MONITOR =
      "{'name':'n','type':'metric alert','query':'avg(last_5m):avg:m{*} > 5'}";

  @AutoClose private final DatadogServer server = DatadogServer.start(DatadogOptions.defaults());
  private final Caller datadog = new Caller(server);

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(Fault.error(400, "no"), 400, "no"),
        Arguments.of(Fault.referenced(), 401, "is referenced in"),
        Arguments.of(Fault.error(403, "Forbidden"), 403, "Forbidden"),
        Arguments.of(Fault.error(404, "Monitor not found"), 404, "not found"),
        Arguments.of(Fault.error(409, "conflict"), 409, "conflict"),
        Arguments.of(Fault.throttled(3), 429, "Rate limit of"),
        Arguments.of(Fault.throttledHtml(), 429, "<h1>429"),
        Arguments.of(Fault.error(500, "oops"), 500, "oops"),
        Arguments.of(Fault.badGateway(), 502, "<!DOCTYPE html>"),
        Arguments.of(Fault.edgeTimeout(), 512, "Timeout"));
  }

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("answers")
  void fixedAnswers(Fault fault, int status, String text) {
    server.faults().next(POST, fault);
    Answer answer = datadog.post(PATH, MONITOR);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.raw().body()).contains(text);
    assertThat(made()).isZero();
    assertThat(datadog.post(PATH, MONITOR).status()).as("only the next call").isEqualTo(200);
    assertThat(server.callsAndStatus()).containsEntry(POST + " " + status, 1L);
  }

  @Test
  @DisplayName("a 429 carries its reset")
  void throttled() {
    server.faults().next("GET *", Fault.throttled(3));
    assertThat(datadog.get(PATH).header("x-ratelimit-reset")).isEqualTo("3");
  }

  @Test
  @DisplayName("cut before: nothing took effect; cut after and midway: it did")
  void cuts() {
    server.faults().next(POST, Fault.cutBefore());
    assertThatThrownBy(() -> datadog.post(PATH, MONITOR)).isInstanceOf(UncheckedIOException.class);
    assertThat(made()).isZero();
    server.faults().next(POST, Fault.cutAfter());
    assertThatThrownBy(() -> datadog.post(PATH, MONITOR)).isInstanceOf(UncheckedIOException.class);
    assertThat(made()).isEqualTo(1);
    server.faults().next(POST, Fault.cutMidway());
    assertThatThrownBy(() -> datadog.post(PATH, MONITOR)).isInstanceOf(UncheckedIOException.class);
    assertThat(made()).isEqualTo(2);
    assertThat(server.calls()).isEqualTo(Map.of(POST, 3L));
  }

  @Test
  @DisplayName("an empty body and a drip come after the write took effect; a delay before")
  void slowAndEmpty() {
    server.faults().next(POST, Fault.emptyBody());
    assertThat(datadog.post(PATH, MONITOR).raw().body()).isEmpty();
    server.faults().next(POST, Fault.drip(Duration.ofNanos(100_000)));
    assertThat(datadog.post(PATH, MONITOR).id()).isEqualTo(10_000_002);
    server.faults().next(POST, Fault.delay(Duration.ofMillis(150)));
    long start = System.nanoTime();
    assertThat(datadog.post(PATH, MONITOR).status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(149));
  }

  @Test
  @DisplayName("a late answer leaves a caller in doubt whose write took effect at once")
  void late() {
    server.faults().next(POST, Fault.late(Duration.ofSeconds(10)));
    Caller impatient = new Caller(server, Duration.ofMillis(300));
    assertThatThrownBy(() -> impatient.post(PATH, MONITOR))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(made()).isEqualTo(1);
    assertThat(server.mostWritesInFlight()).isEqualTo(1);
    assertThat(server.callLog()).singleElement().asString().contains(POST + " 200 caller/1");
  }

  @Test
  @DisplayName("lists shrink or come back empty, on the page that was meant")
  void lists() {
    for (int i = 0; i < 5; i++) {
      datadog.post(PATH, MONITOR);
    }
    server.faults().next("GET /api/v1/monitor?*page=1*", Fault.shrinkList(1));
    assertThat(datadog.get(PATH + "?page=0&page_size=2").body()).hasSize(2);
    assertThat(datadog.get(PATH + "?page_size=2&page=1").body()).hasSize(1);
    server.faults().next("GET /api/v1/monitor", Fault.emptyList());
    assertThat(datadog.get(PATH).body()).isEqualTo(Caller.json("[]"));
    assertThat(datadog.get(PATH).body()).hasSize(5);
  }

  @Test
  @DisplayName("patterns know one part of a path from many, times and bodies")
  void patterns() {
    server.faults().times(2, "* /api/v1/monitor/{id}", Fault.error(500, "x"));
    assertThat(datadog.post(PATH + "/validate", MONITOR).status()).isEqualTo(500);
    assertThat(datadog.post(PATH, MONITOR).status()).isEqualTo(200);
    assertThat(datadog.post(PATH + "/10000001/validate", MONITOR).status()).isEqualTo(200);
    assertThat(datadog.get(PATH + "/10000001").status()).isEqualTo(500);
    assertThat(datadog.get(PATH + "/10000001").status()).isEqualTo(200);
    server
        .faults()
        .next(call -> call.body().path("name").asText().equals("b"), Fault.error(500, "x"));
    assertThat(datadog.post(PATH, MONITOR).status()).isEqualTo(200);
    assertThat(datadog.post(PATH, MONITOR.replace("'n'", "'b'")).status()).isEqualTo(500);
    server.faults().always("GET *", Fault.error(503, "x"));
    assertThat(datadog.get(PATH).status()).isEqualTo(503);
    assertThat(datadog.get(PATH).status()).isEqualTo(503);
    server.faults().clear();
    assertThat(datadog.get(PATH).status()).isEqualTo(200);
  }

  private int made() {
    return server.objects().size();
  }
}
