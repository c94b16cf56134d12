package dev.heel.operator.wake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.engine.Draft;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.resource.Problem;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Problems of a resource")
class KnownProblemsTest {
  private static final String ELSEWHERE = "{'definitionFrom': {'configMapKeyRef': {'name': 'c'}}}";
  private static final Problem PROBLEM = Problem.warning("rule", "/spec", "it is so", "Change it.");

  private final ResourceMemory memory = new ResourceMemory();
  private int runs;
  private final KnownProblems problems =
      new KnownProblems(
          draft -> {
            runs++;
            return List.of(PROBLEM);
          },
          memory);

  /** What differs between two passes: uid, generation, content of the ConfigMap, annotation. */
  @ParameterizedTest(name = "{0} then {1}: {2} runs, since {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a 1 x -    | a 1 x -    | 1 | nothing that a check looks at changed
          a 1 x -    | a 2 x -    | 2 | the spec is another one
          a 1 x -    | a 1 y -    | 2 | the ConfigMap says something else
          a 1 - -    | a 1 x -    | 2 | the ConfigMap is there now
          a 1 x -    | a 1 x rule | 2 | a warning is silenced
          a 1 x -    | b 1 x -    | 2 | it was deleted and made anew
          """)
  void once(String first, String second, int expected, String since) throws IOException {
    assertThat(problems.of(draft(first))).containsExactly(PROBLEM);
    assertThat(problems.of(draft(second))).containsExactly(PROBLEM);
    assertThat(runs).as(since).isEqualTo(expected);
  }

  @Test
  @DisplayName("of one that is gone are forgotten")
  void forgotten() throws IOException {
    Draft draft = draft("a 1 x -");
    problems.of(draft);
    memory.forget("a");
    problems.of(draft);
    assertThat(runs).isEqualTo(2);
  }

  private static Draft draft(String words) throws IOException {
    String[] parts = words.split(" ");
    DatadogMonitor monitor = new DatadogMonitor();
    monitor.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("home")
            .withName("m")
            .withUid(parts[0])
            .withGeneration(Long.valueOf(parts[1]))
            .withAnnotations(Map.of("heel.dev/ignore-rules", parts[3]))
            .build());
    monitor.setSpec(json(ELSEWHERE));
    JsonNode definition = parts[2].equals("-") ? null : json("{'message': '" + parts[2] + "'}");
    return Kinds.MONITOR.draft(monitor, definition);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
