package dev.heel.kinds.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.Draft;
import dev.heel.engine.compare.Change;
import dev.heel.engine.plan.Diff;
import dev.heel.engine.plan.Diff.Baseline;
import dev.heel.kinds.Kinds;
import dev.heel.resource.Problem;
import dev.heel.testing.Exchanges;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Dashboards that Datadog really accepted, and what it really answered")
@EnabledIf("recorded")
class DashboardExchangesTest {
  private static final DashboardKind KIND = new DashboardKind();

  static boolean recorded() {
    return Exchanges.recorded("dashboards");
  }

  /** Requests that send a whole dashboard, with their answers. */
  private static Stream<JsonNode> sent() {
    return Exchanges.of("dashboard")
        .filter(exchange -> exchange.at("/request/body").has("widgets"));
  }

  static Stream<JsonNode> accepted() {
    return sent().filter(exchange -> exchange.at("/response/status").asInt() == 200);
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
  @MethodSource("accepted")
  void answerIsNoDrift(JsonNode exchange) {
    JsonNode answer = exchange.at("/response/body");
    if (answer.has("id")) {
      List<Change> changes =
          Diff.between(
              KIND, KIND.carried(exchange.at("/request/body"), answer), answer, Baseline.NONE);
      assertThat(changes).filteredOn(change -> !KIND.isOmission(change)).isEmpty();
    }
  }

  private static List<Problem> problems(JsonNode exchange) {
    ObjectNode spec = new ObjectMapper().createObjectNode();
    spec.set("definition", exchange.at("/request/body"));
    DatadogDashboard dashboard = Dashboards.of(spec);
    return KIND.problems(KIND.draft(dashboard, Draft.inline(dashboard)), Kinds.referable());
  }
}
