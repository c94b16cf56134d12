package dev.heel.datadog;

import static dev.heel.datadog.Rig.JSON;
import static dev.heel.datadog.ScriptedServer.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.datadog.answers.AnswerRoom;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.DatadogError.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that is not trusted: what it sends is bounded, and an error like any that passes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("Answers of a peer that is not trusted")
class HostileAnswersTest {
  private static final String TOO_LARGE = "an answer in which something is larger than 4,096 KiB";

  private Rig rig;

  @BeforeAll
  static void loadClasses() throws IOException, DatadogError {
    Rig.loadClasses();
  }

  @BeforeEach
  void open() throws IOException {
    rig = Rig.openPatient();
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
    assertThat(AnswerRoom.ofProcess().claims()).as("all room is given back").isZero();
    assertThat(AnswerRoom.ofProcess().large()).isZero();
  }

  @Test
  @DisplayName("a little gzip that becomes very much: given up as it grows, and in doubt")
  void bomb() throws IOException {
    byte[] zipped = gzip(60_000_000);
    assertThat(zipped.length).isLessThan(80_000);
    rig.server()
        .then(
            wire -> {
              wire.request();
              wire.write(
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: application/json\r\n"
                      + "Content-Length: "
                      + zipped.length
                      + "\r\n\r\n");
              wire.write(zipped);
            });

    DatadogError error = rig.fail(Method.POST);

    assertThat(error.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(error.answered()).isFalse();
    assertThat(error.status()).isEqualTo(200);
  }

  @Test
  @DisplayName("chunks without end: ended at the bound, and the connection is not used again")
  void endless() {
    rig.server().then(wire -> chunks(wire, "{\"a\": [", "\"" + "a".repeat(8_000) + "\","));

    DatadogError error = rig.fail(Method.GET);

    assertThat(error.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(error.quoted()).isEqualTo("200 with " + TOO_LARGE);
  }

  @Test
  @DisplayName("a refusal that is too large is a refusal all the same")
  void largeRefusal() {
    rig.server()
        .then(wire -> chunks(wire, 403, "{\"errors\": [", "\"" + "a".repeat(8_000) + "\","));

    DatadogError error = rig.fail(Method.POST);

    assertThat(error.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(error.quoted()).isEqualTo("403 with " + TOO_LARGE);
  }

  @Test
  @DisplayName("a list is given away item by item, however long it is, and its total is read")
  void longList() throws DatadogError {
    int count = 20_000;
    String item = "{\"id\": %d, \"name\": \"" + "n".repeat(500) + "\"}";
    StringBuilder list = new StringBuilder("{\"data\": [");
    for (int i = 0; i < count; i++) {
      list.append(i == 0 ? "" : ",").append(item.formatted(i));
    }
    list.append("], \"meta\": {\"total\": ").append(count).append("}}");
    rig.server().thenAnswer(200, JSON, list.toString());
    List<Integer> ids = new ArrayList<>();

    JsonNode rest =
        rig.client()
            .list(Calls.of(Method.GET), "/data", each -> ids.add(each.path("id").intValue()));

    assertThat(list.length()).as("more than any other answer may have").isGreaterThan(10_000_000);
    assertThat(ids).hasSize(count).startsWith(0, 1).endsWith(count - 1);
    assertThat(rest.toString()).isEqualTo("{\"data\":[],\"meta\":{\"total\":20000}}");
  }

  @Test
  @DisplayName("a list that is the whole answer, and one that is not there")
  void listsOfBothForms() throws DatadogError {
    rig.server().thenAnswer(200, JSON, "[{\"id\": 1}, {\"id\": 2}]").thenAnswer(200, JSON, "{}");
    List<JsonNode> items = new ArrayList<>();
    Call call = Calls.of(Method.GET);

    assertThat(rig.client().list(call, "", items::add).toString()).isEqualTo("[]");
    assertThat(items).hasSize(2);
    assertThat(rig.client().list(call, "/data", items::add).at("/data").isArray()).isFalse();
  }

  @Test
  @DisplayName("one item of a list that is too large")
  void largeItem() {
    rig.server()
        .then(wire -> chunks(wire, "[{\"id\": 1}, {\"a\": [", "\"" + "a".repeat(8_000) + "\","));
    List<JsonNode> items = new ArrayList<>();

    DatadogError error =
        catchThrowableOfType(
            DatadogError.class, () -> rig.client().list(Calls.of(Method.GET), "", items::add));

    assertThat(error.quoted()).isEqualTo("200 with " + TOO_LARGE);
    assertThat(items).hasSize(1);
  }

  @Test
  @DisplayName("JSON that is 501 deep; 500 are read")
  void deep() throws DatadogError {
    rig.server()
        .thenAnswer(200, JSON, "[".repeat(501) + "]".repeat(501))
        .thenAnswer(200, JSON, "[".repeat(500) + "]".repeat(500));

    assertThat(rig.fail(Method.GET).quoted())
        .isEqualTo("200 with an answer with something too deep or too long in it");
    assertThat(rig.client().send(Calls.of(Method.GET)).isArray()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1E-2147483647", "1e2147483648"})
  @DisplayName("a number that is short, and very long when it is written out")
  void longNumber(String number) {
    rig.server().thenAnswer(200, JSON, "{\"id\": 1, \"n\": " + number + "}");

    assertThat(rig.fail(Method.GET).kind()).isEqualTo(Kind.TRANSIENT);
  }

  @Test
  @DisplayName("a header of 10 MB, and very many headers")
  void headersOfAnySize() {
    rig.server().then(wire -> head(wire, "X-Long: " + "a".repeat(10_000_000)));
    rig.server().then(wire -> head(wire, "X-Many: a\r\n".repeat(10_000) + "X-Last: a"));

    for (int i = 0; i < 2; i++) {
      DatadogError error = rig.fail(Method.POST);
      assertThat(error.kind()).isEqualTo(Kind.TRANSIENT);
      assertThat(error.answered()).isFalse();
      assertThat(error.getMessage().length()).isLessThan(500);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-RateLimit-Period: 9000000000000000000",
        "X-RateLimit-Period: 0",
        "X-RateLimit-Period: -1",
        "X-RateLimit-Limit: 1e308",
        "X-RateLimit-Limit: 0",
        "X-RateLimit-Remaining: -9223372036854775808",
        "X-RateLimit-Remaining: NaN",
        "X-RateLimit-Reset: 253402300799",
        "X-RateLimit-Reset: -Infinity",
        "X-RateLimit-Reset: Infinity",
        "X-RateLimit-Name: create_monitor\r\nX-RateLimit-Name: another",
        "X-RateLimit-Limit: 7\r\nX-RateLimit-Limit: -7",
        "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"
      })
  @DisplayName("an absurd header of the limits: the answer counts, and the next call is sent")
  void absurd(String header) throws DatadogError {
    String good =
        headers(
            JSON,
            "X-RateLimit-Name: create_monitor",
            "X-RateLimit-Limit: 100",
            "X-RateLimit-Remaining: 99",
            "X-RateLimit-Reset: 5",
            "X-RateLimit-Period: 10");
    rig.server()
        .thenAnswer(200, headers(JSON, header, good.substring(JSON.length() + 2)), "{\"id\": 1}")
        .thenAnswer(200, good, "{\"id\": 2}");

    assertThat(rig.client().send(Calls.of(Method.POST)).path("id").intValue()).isEqualTo(1);
    assertThat(rig.heard()).containsExactly(200);
    try {
      assertThat(rig.client().send(Calls.of(Method.POST)).path("id").intValue()).isEqualTo(2);
    } catch (DatadogError e) {
      assertThat(e.kind()).isEqualTo(Kind.THROTTLED);
      assertThat(e.retryAt()).isBeforeOrEqualTo(Rig.NOW.plusSeconds(3600));
    }
  }

  private static void head(ScriptedServer.Wire wire, String header) throws IOException {
    wire.request();
    wire.write("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 2\r\n\r\n{}");
  }

  private static void chunks(ScriptedServer.Wire wire, String start, String more)
      throws IOException {
    chunks(wire, 200, start, more);
  }

  /** Until the client hangs up. */
  private static void chunks(ScriptedServer.Wire wire, int status, String start, String more)
      throws IOException {
    wire.request();
    wire.write(
        "HTTP/1.1 " + status + " Said\r\n" + JSON + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    wire.write(chunk(start));
    byte[] next = chunk(more);
    while (true) {
      wire.write(next);
    }
  }

  private static byte[] chunk(String text) {
    String chunk = Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    return chunk.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] gzip(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write("{\"valid\": \"".getBytes(StandardCharsets.US_ASCII));
      byte[] block = "a".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < size / block.length; i++) {
        zip.write(block);
      }
    }
    return bytes.toByteArray();
  }
}
