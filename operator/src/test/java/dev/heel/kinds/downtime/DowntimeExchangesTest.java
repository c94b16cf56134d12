package dev.heel.kinds.downtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.Diff;
import dev.heel.engine.Diff.Baseline;
import dev.heel.engine.Draft;
import dev.heel.engine.Envelope;
import dev.heel.engine.Scope;
import dev.heel.resource.Owner;
import dev.heel.resource.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final Path FOLDER = Path.of("../../shared/exchanges");
  private static final DowntimeKind KIND = new DowntimeKind();

  static boolean recorded() {
    return Files.isDirectory(FOLDER);
  }

  /** Requests that send a whole downtime, with their answers. */
  static List<JsonNode> sent() throws IOException {
    try (Stream<Path> files =
        Stream.concat(
            Files.list(FOLDER.resolve("downtime_v2")),
            Files.list(FOLDER.resolve("lifecycles/downtime_v2")))) {
      return files
          .sorted()
          .map(DowntimeExchangesTest::read)
          .flatMap(DowntimeExchangesTest::each)
          .filter(exchange -> exchange.at("/request/body/data/attributes").has("scope"))
          .toList();
    }
  }

  static Stream<JsonNode> accepted() throws IOException {
    return sent().stream().filter(exchange -> exchange.at("/response/status").asInt() == 200);
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
    Scope scope =
        new Scope(new Owner("c", "home", "a"), Map.of(), exchange.at("/request/body"), created);
    ObjectNode desired = (ObjectNode) KIND.desired(Downtimes.of("{}"), scope);
    desired.set("message", answer.get("message"));
    assertThat(Diff.between(KIND, KIND.carried(desired, answer), answer, Baseline.NONE)).isEmpty();
  }

  private static List<Problem> problems(JsonNode exchange) {
    ObjectNode spec = new ObjectMapper().createObjectNode();
    spec.set("definition", exchange.at("/request/body"));
    DatadogDowntime downtime = Downtimes.of(spec);
    return KIND.problems(KIND.draft(downtime, Draft.inline(downtime)));
  }

  private static Stream<JsonNode> each(JsonNode file) {
    return file.has("exchanges")
        ? Stream.iterate(0, i -> i < file.get("exchanges").size(), i -> i + 1)
            .map(i -> file.get("exchanges").get(i))
        : Stream.of(file);
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}
