package dev.heel.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.Cases;
import dev.heel.agent.files.RenderedFiles;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever a spec holds, what comes is problems and no exception: one resource must not stop the
 * Agent of all. Specs are those of the golden cases with parts of them replaced.
 */
class CheckTotalityTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<AdmittedCheck> CASES = cases();
  private static final List<String> VALUES =
      List.of(
          "null",
          "1",
          "true",
          "\"\"",
          "\"x\"",
          "[]",
          "{}",
          "[null]",
          "[1]",
          "[[]]",
          "{\"a\":null}",
          "\"%%host%%\"",
          "\"%%\"",
          "\"%%_%%\"",
          "\"$(secret/\"",
          "\"ENC[\"",
          "[{}]",
          "-1e300",
          "\"class A(\"",
          "\"\\\"\\\"\\\"\"",
          "\"\\u0000\"",
          "{\"include\":[]}");

  private static List<AdmittedCheck> cases() {
    List<AdmittedCheck> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/agent-files"))) {
      for (Path file : files.filter(each -> each.endsWith("in.yaml")).sorted().toList()) {
        all.addAll(Cases.admitted(file));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  @Property(tries = 2000)
  void neverThrows(@ForAll("specs") JsonNode spec, @ForAll boolean mayBringCode) {
    DatadogCheck check = new DatadogCheck();
    check.setMetadata(new ObjectMetaBuilder().withNamespace("home").withName("a-b").build());
    check.setSpec(spec);
    AdmittedCheck given = CASES.get(0);
    AdmittedCheck broken = new AdmittedCheck(check, mayBringCode, Map.of(), given.targets());
    RenderedFiles files = AgentFiles.render(Cases.AGENT, List.of(broken, given));
    assertThat(files.checks().get(given.key()).isRendered()).isTrue();
  }

  @Provide
  Arbitrary<JsonNode> specs() {
    Arbitrary<JsonNode> bases =
        Arbitraries.of(CASES).map(each -> each.check().getSpec().deepCopy());
    Arbitrary<List<Integer>> places = Arbitraries.integers().between(0, 400).list().ofSize(3);
    Arbitrary<List<String>> values = Arbitraries.of(VALUES).list().ofSize(3);
    return Combinators.combine(bases, places, values).as(CheckTotalityTest::mutated);
  }

  private static JsonNode mutated(JsonNode spec, List<Integer> places, List<String> values) {
    for (int i = 0; i < places.size(); i++) {
      List<Runnable> changes = new ArrayList<>();
      collect(spec, tree(values.get(i)), changes);
      if (!changes.isEmpty()) {
        changes.get(places.get(i) % changes.size()).run();
      }
    }
    return spec;
  }

  private static void collect(JsonNode node, JsonNode value, List<Runnable> changes) {
    if (node instanceof ObjectNode object) {
      for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        changes.add(() -> object.set(name, value));
        changes.add(() -> object.remove(name));
        collect(object.get(name), value, changes);
      }
      changes.add(() -> object.set("unexpected", value));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        changes.add(() -> array.set(at, value));
        collect(array.get(i), value, changes);
      }
    }
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      return JsonNodeFactory.instance.textNode(json);
    }
  }
}
