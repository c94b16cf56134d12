package dev.heel.kinds.monitor.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.kinds.monitor.MonitorKind;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Severity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What people read, and the place that it points at")
class MonitorWordingTest {
  private static final MonitorKind KIND = new MonitorKind();

  @Test
  @DisplayName("a wrong threshold names both numbers, Datadog's words and both places")
  void thresholdAgainstQuery() {
    String query = "avg(last_5m):avg:my_metric{*} by {host} > 800";
    Problem problem =
        only(
            """
            type: metric alert
            query: %s
            options: {thresholds: {warning: 500, critical: 900}}
            """
                .formatted(query));
    assertThat(problem.sentence())
        .isEqualTo(
            "spec.options.thresholds.critical: critical is 900, but the query alerts at 800."
                + " Datadog would refuse it: \"Alert threshold (900) does not match that used in"
                + " the query (800).\" Make the two equal, or leave critical out: Heel takes it"
                + " from the query. [monitor-threshold]");
    assertThat(problem.also()).isEqualTo(new Problem.Place("/spec/query", query.indexOf("800"), 3));
  }

  @Test
  @DisplayName("an unknown option of a definition is a warning at its place, with the nearest name")
  void unknownOption() {
    Problem problem =
        only(
            """
            definition:
              type: metric alert
              query: avg(last_5m):avg:m{*} > 8
              options: {notify_no_dta: true}
            """);
    assertThat(problem.message())
        .isEqualTo(
            "Datadog's monitors have no option notify_no_dta that Heel knows, and ignore what they"
                + " do not know; did you mean notify_no_data?");
    assertThat(problem.at().pointer()).isEqualTo("/spec/definition/options/notify_no_dta");
  }

  @Test
  @DisplayName("a problem of a value from the definition points there, of a typed one at the field")
  void placesFollowTheSource() {
    String definition =
        "definition: {type: metric alert, query: 'avg(last_5m):avg:m{*} > 8', options:"
            + " {thresholds: {warning: 9}}}\n";
    assertThat(only(definition).at().pointer())
        .isEqualTo("/spec/definition/options/thresholds/warning");
    assertThat(only(definition + "options: {thresholds: {warning: 10}}").at().pointer())
        .isEqualTo("/spec/options/thresholds/warning");
  }

  @Test
  @DisplayName("a template's problem points at its braces in the text")
  void templateOffset() {
    Problem problem =
        only(
            """
            type: metric alert
            query: avg(last_5m):avg:m{*} > 8
            message: "now {{value}} {{#is_alrt}}x{{/is_alrt}}"
            """);
    assertThat(problem.at()).isEqualTo(new Problem.Place("/spec/message", 14, 12));
    assertThat(problem.remedy()).startsWith("Did you mean is_alert?");
  }

  @Test
  @DisplayName(
      "the annotation silences warnings of the rules that it names, and overrules what Datadog refuses")
  void ignoredRules() {
    DatadogMonitor monitor =
        Monitors.of(
            """
            type: metric alert
            query: avg(last_5m):avg:m{*} > 8
            message: "{{#is_alrt}}x{{/is_alrt}}"
            tags: ["1st"]
            options: {thresholds: {critical: 9}}
            """);
    monitor
        .getMetadata()
        .setAnnotations(
            Map.of("heel.dev/ignore-rules", "monitor-template-block, monitor-threshold"));
    assertThat(problems(monitor))
        .extracting(Problem::rule, Problem::severity)
        .containsExactlyInAnyOrder(
            tuple("monitor-tag", Severity.WARNING), tuple("monitor-threshold", Severity.WARNING));
    assertThat(problems(monitor))
        .filteredOn(problem -> problem.rule().equals("monitor-threshold"))
        .extracting(Problem::remedy)
        .allMatch(remedy -> remedy.endsWith("It is sent all the same; Datadog decides."));
  }

  @Test
  @DisplayName("a definition in a ConfigMap is not missed before it is read, and counts afterwards")
  void definitionFromConfigMap() {
    DatadogMonitor monitor =
        Monitors.of("definitionFrom: {configMapKeyRef: {name: monitors, key: a.json}}");
    assertThat(problems(monitor)).isEmpty();
    JsonNode content =
        Serialization.unmarshal(
            "type: metric alert\nquery: avg(last_5m):avg:m{*} > $(DatadogMonitor/b)",
            JsonNode.class);
    Draft draft = KIND.draft(monitor, content);
    assertThat(KIND.problems(draft, Kinds.referable()))
        .extracting(Problem::rule, problem -> problem.at().pointer())
        .containsExactly(tuple("monitor-comparison", "/spec/definitionFrom"));
    assertThat(KIND.references(draft)).hasSize(1);
  }

  private static Problem only(String spec) {
    List<Problem> problems = problems(Monitors.of(spec));
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  private static List<Problem> problems(DatadogMonitor monitor) {
    return KIND.problems(KIND.draft(monitor, Draft.inline(monitor)), Kinds.referable());
  }
}
