package dev.heel.kinds.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.Draft;
import dev.heel.engine.compare.Change;
import dev.heel.engine.plan.Diff;
import dev.heel.engine.plan.Diff.Baseline;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.monitor.checks.Monitors;
import dev.heel.resource.Problem;
import dev.heel.testing.Exchanges;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Monitors that Datadog really accepted, and what it really answered")
@EnabledIf("recorded")
class MonitorExchangesTest {
  private static final MonitorKind KIND = new MonitorKind();
  private static final Pattern MONITORS = Pattern.compile("/api/v1/monitor(/[0-9]+)?(/validate)?");

  static boolean recorded() {
    return Exchanges.recorded("monitors");
  }

  /** Requests that send a whole monitor, with their answers. */
  private static Stream<JsonNode> sent() {
    return Stream.concat(
            Exchanges.all().stream().flatMap(each -> each.exchanges().stream()), Exchanges.lines())
        .filter(exchange -> MONITORS.matcher(exchange.at("/request/path").asText()).matches())
        .filter(exchange -> exchange.at("/request/body").has("query"));
  }

  static Stream<JsonNode> accepted() {
    return sent().filter(exchange -> exchange.at("/response/status").asInt() == 200);
  }

  /** What is not kept of the others is remembered by the engine, and proved there. */
  static Stream<JsonNode> kept() {
    return Exchanges.of("monitor")
        .filter(exchange -> exchange.at("/request/body").has("query"))
        .filter(exchange -> exchange.at("/response/status").asInt() == 200);
  }

  static Stream<JsonNode> refused() {
    return sent().filter(exchange -> exchange.at("/response/status").asInt() == 400);
  }

  @DisplayName("what was accepted has no error")
  @ParameterizedTest
  @MethodSource("accepted")
  void acceptedHasNoError(JsonNode exchange) {
    assertThat(problems(exchange)).filteredOn(Problem::isError).isEmpty();
  }

  @DisplayName("what was refused has an error")
  @ParameterizedTest
  @MethodSource("refused")
  void refusedHasAnError(JsonNode exchange) {
    assertThat(problems(exchange)).filteredOn(Problem::isError).isNotEmpty();
  }

  @DisplayName("the answer to a create differs in nothing from what was sent")
  @ParameterizedTest
  @MethodSource("kept")
  void answerIsNoDrift(JsonNode exchange) {
    JsonNode answer = exchange.at("/response/body");
    if (answer.has("id")) {
      List<Change> changes =
          Diff.between(KIND, exchange.at("/request/body"), answer, Baseline.NONE);
      assertThat(changes).isEmpty();
    }
  }

  private static List<Problem> problems(JsonNode exchange) {
    ObjectNode spec = new ObjectMapper().createObjectNode();
    spec.set("definition", exchange.at("/request/body"));
    DatadogMonitor monitor = Monitors.of(spec);
    return KIND.problems(KIND.draft(monitor, Draft.inline(monitor)), Kinds.referable());
  }
}
