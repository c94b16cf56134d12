package dev.heel.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.api.Routes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is an id of each kind, and what is none, whoever says it. */
@DisplayName("Ids of each kind")
class IdsTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** As recorded answers of Datadog have them. */
  private static final Map<String, List<String>> REAL =
      Map.of(
          "DatadogMonitor", List.of("7", "1234567", "12345678901234"),
          "DatadogDashboard", List.of("ab3-cd4-ef5", "hee-laa-001"),
          "DatadogDowntime", List.of("0e000000-0000-1234-0000-00000000000f"),
          "DatadogWebhook", List.of("bedroom-ac-on", "A.b_c", ".hidden", "w."));

  /** None of them is an id of any kind. */
  private static final List<String> HOSTILE =
      List.of(
          "",
          ".",
          "..",
          "1/../2",
          "../dashboard/abc-def-123",
          "7001?force=true&x=",
          "lists/manual/7",
          "../users/00000000-0000-4000-8000-000000000001",
          "1 || 2",
          "1\n2",
          "1%2F2",
          "١٢٣",
          "1\u0000",
          "@webhook-x",
          "a".repeat(300));

  static Stream<Arguments> kinds() {
    return Kinds.api().stream().map(kind -> Arguments.of(kind.name(), kind));
  }

  static Stream<Arguments> real() {
    return REAL.entrySet().stream()
        .flatMap(each -> each.getValue().stream().map(id -> Arguments.of(each.getKey(), id)));
  }

  @ParameterizedTest
  @MethodSource
  @DisplayName("real ids go into a path as they are")
  void real(String name, String id) {
    ApiKind<?> kind = Kinds.api().stream().filter(each -> each.is(name)).findFirst().orElseThrow();
    assertThat(kind.routes().itemPath(id)).endsWith("/" + id);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("a hostile text goes into no path, no page's address, and is no id in an answer")
  void hostile(String name, ApiKind<?> kind) {
    Routes routes = kind.routes();
    for (String id : HOSTILE) {
      assertThatThrownBy(() -> routes.itemPath(id)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> routes.pagePath(id)).isInstanceOf(IllegalArgumentException.class);
      assertThat(routes.idIn(answer(routes, JsonNodeFactory.instance.textNode(id)))).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("an answer whose id is neither a text nor a whole number has none")
  void strange(String name, ApiKind<?> kind) throws Exception {
    for (String value : List.of("null", "true", "1.5", "1e3", "[1]", "{\"id\": 1}")) {
      assertThat(kind.routes().idIn(answer(kind.routes(), JSON.readTree(value))))
          .as(value)
          .isEmpty();
    }
    assertThat(kind.routes().idIn(JsonNodeFactory.instance.objectNode())).isEmpty();
    assertThat(kind.routes().idIn(JsonNodeFactory.instance.arrayNode())).isEmpty();
  }

  private static JsonNode answer(Routes routes, JsonNode id) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set(routes.id().substring(1), id);
    return answer;
  }
}
