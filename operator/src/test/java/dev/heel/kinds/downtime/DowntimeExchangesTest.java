package dev.heel.kinds.downtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.Draft;
import dev.heel.engine.Scope;
import dev.heel.engine.api.Envelope;
import dev.heel.engine.plan.Diff;
import dev.heel.engine.plan.Diff.Baseline;
import dev.heel.kinds.Kinds;
import dev.heel.resource.Owner;
import dev.heel.resource.Problem;
import dev.heel.testing.Exchanges;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Downtimes that Datadog really accepted, and what it really answered")
@EnabledIf("recorded")
class DowntimeExchangesTest {
  private static final DowntimeKind KIND = new DowntimeKind();

  static boolean recorded() {
    return Exchanges.recorded("downtimes");
  }

  /** Requests that send a whole downtime, with their answers. */
  private static Stream<JsonNode> sent() {
    return Exchanges.of("downtime_v2")
        .filter(exchange -> exchange.at("/request/body/data/attributes").has("scope"));
  }

  static Stream<JsonNode> accepted() {
    return sent().filter(exchange -> exchange.at("/response/status").asInt() == 200);
  }

  @DisplayName("what was accepted has no error")
  @ParameterizedTest
  @MethodSource("accepted")
  void acceptedHasNoError(JsonNode exchange) {
    assertThat(problems(exchange)).filteredOn(Problem::isError).isEmpty();
  }

  @DisplayName("the answer to a create differs in nothing from what was sent")
  @ParameterizedTest
  @MethodSource("accepted")
  void answerIsNoDrift(JsonNode exchange) {
    JsonNode answer = Envelope.opened(KIND.routes(), exchange.at("/response/body"));
    Instant created = OffsetDateTime.parse(answer.path("created").asText()).toInstant();
    Scope scope = new Scope(new Owner("c", "home", "a"), Map.of(), created);
    Draft draft = KIND.draft(Downtimes.of("{}"), exchange.at("/request/body"));
    ObjectNode desired = KIND.desired(draft, scope);
    desired.set("message", answer.get("message"));
    assertThat(Diff.between(KIND, KIND.carried(desired, answer), answer, Baseline.NONE)).isEmpty();
  }

  private static List<Problem> problems(JsonNode exchange) {
    ObjectNode spec = new ObjectMapper().createObjectNode();
    spec.set("definition", exchange.at("/request/body"));
    DatadogDowntime downtime = Downtimes.of(spec);
    return KIND.problems(KIND.draft(downtime, Draft.inline(downtime)), Kinds.referable());
  }
}
