package dev.heel.engine.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.resource.Problem;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Warnings that a resource silences")
class IgnoredRulesTest {
  @ParameterizedTest(name = "{0} silences {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "monitor-nobody; monitor-nobody; by its id",
        "'x , monitor-nobody'; monitor-nobody; blanks around a comma do not count",
        "definition-elsewhere; reference-elsewhere; an id of an earlier version",
        "configmap-elsewhere; reference-elsewhere; another one",
        "agent-config-unknown; unknown-option; one of an Agent",
        "monitor-brackets; monitor-query; one that the grammar took over"
      })
  void silenced(String annotation, String rule, String reason) {
    assertThat(left(annotation, Problem.warning(rule, "/spec", "a", "b"))).as(reason).isEmpty();
  }

  @Test
  @DisplayName("are no errors, and none of another rule")
  void others() {
    Problem error = Problem.error("monitor-nobody", "/spec", "a", "b");
    Problem another = Problem.warning("monitor-tag", "/spec", "a", "b");
    assertThat(left("monitor-nobody", error)).containsExactly(error);
    assertThat(left("monitor-nobody", another)).containsExactly(another);
  }

  @Test
  @DisplayName("become of errors that tell what Datadog refuses, and Datadog decides")
  void overruled() {
    Problem error = Problem.error("monitor-threshold", "/spec", "a", "b.");
    assertThat(left("monitor-threshold", error))
        .containsExactly(
            Problem.warning(
                "monitor-threshold", "/spec", "a", "b. It is sent all the same; Datadog decides."));
  }

  private static List<Problem> left(String annotation, Problem problem) {
    DatadogMonitor resource = new DatadogMonitor();
    resource.setMetadata(
        new ObjectMetaBuilder().addToAnnotations(IgnoredRules.ANNOTATION, annotation).build());
    return IgnoredRules.of(resource).without(List.of(problem));
  }
}
