package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.Caller.Answer;
import dev.heel.sandbox.datadog.Recordings.Exchange;
import dev.heel.sandbox.datadog.Recordings.Recording;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
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
              + "|/api/v1/monitor(/(validate|search|groups/search|can_delete|\\d+(/validate)?))?");
  private static final Pattern MONITOR = Pattern.compile("(/api/v1/monitor/)(\\d+)(.*)");
  private static final List<String> LIMIT_HEADERS =
      List.of("limit", "period", "reset", "remaining");

  @TestFactory
  Stream<DynamicTest> recordedRequests() {
    Optional<Path> folder = Recordings.folder();
    if (folder.isEmpty()) {
      String text = "SKIPPED: no recorded exchanges beside the checkout (-Dheel.exchanges=FOLDER)";
      System.err.println("*** ExchangesTest " + text);
      return Stream.of(dynamicTest(text, () -> abort(text)));
    }
    List<Recording> all = Recordings.read(folder.get());
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
      Map<String, Long> ids = new HashMap<>();
      for (Exchange exchange : recording.exchanges()) {
        prepare(server, exchange, ids);
        Answer answer = send(server, exchange, ids);
        String what = exchange.method() + " " + exchange.path();
        assertThat(answer.status()).as(what + " " + answer.body()).isEqualTo(exchange.status());
        assertThat(ShapeDiff.between(exchange.answer(), answer.body())).as(what).isEmpty();
        sameLimit(exchange, answer);
        if (exchange.method().equals("POST") && exchange.answer().has("id")) {
          ids.put(exchange.answer().get("id").asText(), answer.id());
        }
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

  private static Answer send(DatadogServer server, Exchange exchange, Map<String, Long> ids) {
    boolean withoutKey =
        exchange.answer().path("errors").path(0).asText().equals("API key required");
    Caller caller = withoutKey ? new Caller(server, null, null) : new Caller(server);
    Matcher monitor = MONITOR.matcher(exchange.path());
    String path =
        monitor.matches() && ids.containsKey(monitor.group(2))
            ? monitor.group(1) + ids.get(monitor.group(2)) + monitor.group(3)
            : exchange.path();
    String body = exchange.body();
    if (body == null && exchange.method().equals("POST")) {
      body = definition(exchange.answer()).toString();
    }
    // A quote that is part of a text stays one.
    return caller.call(
        exchange.method(),
        path + exchange.query(),
        body == null ? null : body.replace("'", "\\u0027"));
  }

  /** What must have been there before, as far as the recording shows. */
  private static void prepare(DatadogServer server, Exchange exchange, Map<String, Long> ids) {
    Matcher monitor = MONITOR.matcher(exchange.path());
    if (monitor.matches() && exchange.status() == 200 && !ids.containsKey(monitor.group(2))) {
      JsonNode source =
          exchange.answer().has("query") ? exchange.answer() : exchange.request().path("body");
      long id = create(server, source.has("query") ? definition(source) : plain());
      ids.put(monitor.group(2), id);
      observe(server.organisation(Caller.API_KEY), id, exchange.answer());
    }
    if (exchange.path().endsWith("/search")) {
      long id = create(server, plain());
      Organisation organisation = server.organisation(Caller.API_KEY);
      organisation.state(id, "Alert", List.of(new MonitorGroup("*", "Alert", 1_795_532_400L)));
    }
    server.resetCalls();
  }

  private static void observe(Organisation organisation, long id, JsonNode answer) {
    if (answer.path("overall_state_modified").isTextual()) {
      organisation.state(id, answer.path("overall_state").asText(), List.of());
    }
    for (JsonNode downtime : answer.path("matching_downtimes")) {
      organisation.mute(
          id, Duration.ofSeconds(downtime.path("end").asLong() - downtime.path("start").asLong()));
    }
  }

  private static long create(DatadogServer server, JsonNode definition) {
    Answer created =
        new Caller(server).post("/api/v1/monitor", definition.toString().replace("'", "\\u0027"));
    assertThat(created.status()).as("preparing: %s", created.body()).isEqualTo(200);
    return created.id();
  }

  private static JsonNode plain() {
    return Caller.json(
        "{'type':'metric alert','query':'avg(last_5m):avg:my.metric{*} > 5','name':'n',"
            + "'tags':['a:b'],'message':'@pagerduty'}");
  }

  /** What a monitor that was answered may have been made from. */
  private static ObjectNode definition(JsonNode answer) {
    ObjectNode definition = Caller.MAPPER.createObjectNode();
    for (String name : List.of("type", "query", "name", "message", "tags", "options", "priority")) {
      if (answer.has(name)) {
        definition.set(name, answer.get(name).deepCopy());
      }
    }
    if (definition.path("options") instanceof ObjectNode options) {
      options.remove("silenced");
    }
    return definition;
  }
}
