package dev.heel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Draft;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Problem;
import dev.heel.testing.Exchanges;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every body with which an object was really made, as a definition. The table of models was
 * corrected until nothing was left to say of them: a warning here is a false one, or a reason for a
 * line among the corrections.
 */
@DisplayName("Bodies that Datadog really accepted")
@EnabledIf("recorded")
class RecordedBodiesTest {
  private static final Set<String> RULES =
      Set.of(
          "unknown-option",
          "body-type",
          "body-missing",
          "body-value",
          "wrong-type",
          "quoted-value",
          "out-of-range",
          "unknown-value");

  static boolean recorded() {
    return Exchanges.recorded("bodies beside Datadog's models");
  }

  static Stream<ApiKind<?>> kinds() {
    return Kinds.api().stream();
  }

  @DisplayName("are as its models say")
  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void nothingIsSaid(ApiKind<?> kind) throws ReflectiveOperationException {
    List<JsonNode> accepted = accepted(kind).toList();

    assertThat(accepted).hasSizeGreaterThan(3);
    for (JsonNode exchange : accepted) {
      assertThat(problems(kind, exchange.at("/request/body")))
          .as(exchange.path("source").asText())
          .filteredOn(problem -> problem.isError() || RULES.contains(problem.rule()))
          .isEmpty();
    }
  }

  private static Stream<JsonNode> accepted(ApiKind<?> kind) {
    return Stream.concat(
            Exchanges.lines(), Exchanges.all().stream().flatMap(each -> each.exchanges().stream()))
        .filter(each -> each.at("/request/method").asText().equals("POST"))
        .filter(each -> each.at("/request/path").asText().equals(kind.routes().collection()))
        .filter(each -> each.at("/request/body").isObject())
        .filter(each -> each.at("/response/status").asInt() / 100 == 2);
  }

  private static <R extends ApiResource> List<Problem> problems(ApiKind<R> kind, JsonNode body)
      throws ReflectiveOperationException {
    ObjectNode spec = new ObjectMapper().createObjectNode();
    spec.set("definition", body);
    R resource = kind.type().getConstructor().newInstance();
    resource.setMetadata(new ObjectMetaBuilder().withNamespace("home").withName("a").build());
    resource.setSpec(spec);
    return kind.problems(kind.draft(resource, Draft.inline(resource)), Kinds.referable());
  }
}
