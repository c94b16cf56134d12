package dev.heel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.References.Form;
import dev.heel.engine.Scope.Resolved;
import dev.heel.resource.Owner;
import dev.heel.resource.Reference.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("$(…) in strings")
class ReferencesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Scope SCOPE =
      new Scope(
          new Owner("prod", "home", "a"),
          Map.of(new Target("DatadogMonitor", "home", "b"), new Resolved("42", "https://dd/m/42")),
          Instant.EPOCH);

  @ParameterizedTest
  @CsvSource({
    "$(DatadogMonitor/b), ID",
    "$(DatadogMonitor/b.url), URL",
    "$(DatadogMonitor/b.c), ID",
    "$(cluster.name), CLUSTER",
    "$(secret/a/b), SECRET",
    "$$(, LITERAL",
    "$(DatadogMonitr/b), ID",
    "$(Monitor/b), UNKNOWN",
    "$(DatadogMonitor/B), UNKNOWN",
    "$(DatadogMonitor/), UNKNOWN",
    "$(cluster), UNKNOWN",
    "$(, UNKNOWN"
  })
  void formsAreTold(String text, Form form) {
    ObjectNode tree = JSON.createObjectNode().put("message", "x " + text);
    assertThat(References.in(tree))
        .extracting(References.Mention::form, References.Mention::offset)
        .containsExactly(tuple(form, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "$(DatadogMonitor/b) && !$(DatadogMonitor/b), 42 && !42",
    "see $(DatadogMonitor/b.url), see https://dd/m/42",
    "$$(cluster.name) is $(cluster.name), $(cluster.name) is prod",
    "$(DatadogMonitor/other), $(DatadogMonitor/other)",
    "{{value}} $var $1 \\1, {{value}} $var $1 \\1"
  })
  void valuesAreReplaced(String before, String after) {
    ObjectNode tree = JSON.createObjectNode();
    tree.putArray("texts").addObject().put("$(cluster.name)", before);
    assertThat(References.replaced(tree, SCOPE).at("/texts/0/$(cluster.name)").textValue())
        .isEqualTo(after);
  }

  @Test
  @DisplayName("names of fields with a slash are escaped in the pointer")
  void pointersAreEscaped() {
    ObjectNode tree = JSON.createObjectNode().put("a/b", "$(cluster.name)");
    List<References.Mention> mentions = References.in(tree);
    assertThat(tree.at(mentions.get(0).pointer()).textValue()).isEqualTo("$(cluster.name)");
  }
}
