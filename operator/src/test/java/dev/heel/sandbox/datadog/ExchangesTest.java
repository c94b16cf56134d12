package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.Caller.Answer;
import dev.heel.sandbox.datadog.Recordings.Exchange;
import dev.heel.sandbox.datadog.Recordings.Recording;
import dev.heel.testing.Exchanges;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whether this server answers as the real one did: every recorded request for a path that it serves
 * gets the recorded status and shape.
 */
class ExchangesTest {
  private static final Pattern SERVED =
      Pattern.compile(
          "/api/v1/validate"
              + "|/api/v1/dashboard(/[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3})?"
              + "|/api/v1/integration/webhooks/configuration/(webhooks|custom-variables)(/.+)?"
              + "|/api/v2/downtime(/[^/]+)?"
              + "|/api/v2/monitor/\\d+/downtime_matches"
              + "|/api/v1/events(/\\d+)?"
              + "|/api/v1/graph/snapshot"
              + "|/api/v1/monitor(/(validate|search|groups/search|can_delete|\\d+(/validate)?))?");
  private static final List<String> LIMIT_HEADERS =
      List.of("limit", "period", "reset", "remaining");

  @TestFactory
  Stream<DynamicTest> recordedRequests() {
    if (!Exchanges.recorded("the embedded Datadog's answers")) {
      String text = "no recorded exchanges (-Dheel.exchanges=FOLDER)";
      return Stream.of(dynamicTest(text, () -> abort(text)));
    }
    List<Recording> all = Recordings.read();
    Stream<DynamicTest> served =
        all.stream()
            .filter(ExchangesTest::isServed)
            .map(each -> dynamicTest(each.name(), () -> replay(each)));
    return Stream.concat(served, notServed(all));
  }

  /** What this server cannot answer yet shows up as skipped, with its count. */
  private static Stream<DynamicTest> notServed(List<Recording> all) {
    Stream<Exchange> exchanges =
        all.stream().filter(each -> !isServed(each)).flatMap(each -> each.exchanges().stream());
    Map<String, Long> byKind = Recordings.byKind(exchanges);
    System.err.println("*** ExchangesTest, not served yet: " + byKind);
    return byKind.entrySet().stream()
        .map(each -> "not served yet: " + each.getKey() + ", " + each.getValue() + " exchanges")
        .map(name -> dynamicTest(name, () -> abort(name)));
  }

  private static boolean isServed(Recording recording) {
    return recording.exchanges().stream().allMatch(each -> SERVED.matcher(each.path()).matches());
  }

  private static void replay(Recording recording) {
    try (DatadogServer server = DatadogServer.start(DatadogOptions.defaults())) {
      Preparation world = new Preparation(server);
      for (Exchange exchange : recording.exchanges()) {
        world.before(exchange);
        Answer answer = send(server, exchange, world);
        String what = exchange.method() + " " + exchange.path();
        assertThat(answer.status()).as(what + " " + answer.body()).isEqualTo(exchange.status());
        if (exchange.answer().isContainerNode()) {
          JsonNode recorded = world.answer(exchange);
          assertThat(ShapeDiff.between(recorded, answer.body())).as(what).isEmpty();
        } else if (exchange.status() == 204) {
          assertThat(answer.raw().body()).as(what).isEmpty();
        }
        sameLimit(exchange, answer);
        world.after(exchange, answer);
      }
    }
  }

  /** The headers of a rate limit: the recorded ones are there, limit and period as recorded. */
  private static void sameLimit(Exchange exchange, Answer answer) {
    Map<String, String> recorded = new HashMap<>();
    exchange
        .response()
        .path("headers")
        .properties()
        .forEach(e -> recorded.put(e.getKey().toLowerCase(Locale.ROOT), e.getValue().asText()));
    for (String part : LIMIT_HEADERS) {
      String name = "x-ratelimit-" + part;
      if (recorded.containsKey(name)) {
        assertThat(answer.header(name)).as(name).matches("\\d+");
      }
    }
    for (String name : List.of("x-ratelimit-limit", "x-ratelimit-period")) {
      if (recorded.containsKey(name)) {
        assertThat(answer.header(name)).as(name).isEqualTo(recorded.get(name));
      }
    }
  }

  private static Answer send(DatadogServer server, Exchange exchange, Preparation world) {
    return caller(server, exchange)
        .call(exchange.method(), world.path(exchange), world.body(exchange));
  }

  /** With the keys that must have been sent. */
  private static Caller caller(DatadogServer server, Exchange exchange) {
    return switch (exchange.answer().path("errors").path(0).asText()) {
      case "API key required" -> new Caller(server, null, null);
      case "Forbidden" -> new Caller(server, "unknown", "unknown");
      default -> new Caller(server);
    };
  }
}
