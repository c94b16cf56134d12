package dev.heel.lint;

import static dev.heel.lint.Texts.monitor;
import static dev.heel.lint.Texts.rules;
import static dev.heel.lint.Texts.validated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.lint.Validation.Extent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What several files say together; what one file says is in manifests/negative. */
@DisplayName("Validation")
class ValidationTest {
  private static final String GOOD =
      "{type: metric alert, query: 'avg(last_5m):avg:my_metric{*} > 800', message: '@all'}";
  private static final String OF_TWO =
      "{type: composite, query: $(DatadogMonitor/one) && $(DatadogMonitor/two), message: '@all'}";

  @Test
  @DisplayName("references lead from file to file")
  void referencesLeadFromFileToFile() {
    Validation validation =
        validated(monitor("one", GOOD), monitor("both", OF_TWO), monitor("two", GOOD));

    assertThat(validation.findings()).isEmpty();
    assertThat(validation.files()).isEqualTo(3);
  }

  @Test
  @DisplayName("a reference to another namespace's resource of that name is a reference to nothing")
  void namespacesAreApart() {
    String elsewhere = monitor("two", GOOD).replace("home", "away");

    assertThat(rules(validated(monitor("one", GOOD), monitor("both", OF_TWO), elsewhere)))
        .containsExactly("2.yaml:4:32 reference-elsewhere");
  }

  @Test
  @DisplayName("what a part of the files lacks is a warning, which the annotation silences")
  void partialFilesWarn() {
    String silent =
        monitor("both", OF_TWO)
            .replace(
                "home}", "home, annotations: {heel.dev/ignore-rules: 'x, reference-elsewhere'}}");

    Validation validation = validated(Extent.PART, monitor("both", OF_TWO));
    assertThat(validation.errors()).isZero();
    assertThat(validation.warnings()).isEqualTo(2);
    assertThat(validated(Extent.PART, silent).findings()).isEmpty();
    assertThat(validated(Extent.WHOLE, silent).errors())
        .as("errors cannot be silenced")
        .isEqualTo(2);
  }

  @Test
  @DisplayName("a circle over three files is told once, at the first of them by name")
  void circlesAreToldOnce() {
    String a = monitor("a", "{type: composite, query: $(DatadogMonitor/b)}");
    String b = monitor("b", "{type: composite, query: $(DatadogMonitor/c)}");
    String c = monitor("c", "{type: composite, query: $(DatadogMonitor/a)}");
    String outside =
        monitor("zero", "{type: composite, query: $(DatadogMonitor/b), message: '@all'}");

    Validation validation = validated(a, b, c, outside);

    assertThat(rules(validation)).hasSize(1).allMatch(each -> each.endsWith("reference-cycle"));
    assertThat(validation.findings().get(0).message())
        .contains(
            "home/a -> DatadogMonitor home/b -> DatadogMonitor home/c -> DatadogMonitor home/a");
  }

  @Test
  @DisplayName("two ways to the same resource are no circle")
  void diamondsAreNoCircles() {
    String top = monitor("top", OF_TWO);
    String one = monitor("one", "{type: composite, query: '$(DatadogMonitor/end)'}");
    String two = monitor("two", "{type: composite, query: '$(DatadogMonitor/end)'}");

    assertThat(validated(top, one, two, monitor("end", GOOD)).findings()).isEmpty();
  }

  @Test
  @DisplayName("what a ConfigMap in another file holds is checked as if it stood in the resource")
  void definitionsAreFollowed() {
    String map =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: exported, namespace: home}
        data: {monitor: '{"type": "metric alert", "query": "avg(last_5m):avg:x{*} > 5",
          "options": {"thresholds": {"critical": 6}}}'}
        """;
    String monitor =
        monitor("one", "{definitionFrom: {configMapKeyRef: {name: exported, key: monitor}}}");

    assertThat(rules(validated(map, monitor))).containsExactly("2.yaml:4:24 monitor-threshold");
  }

  @Test
  @DisplayName("other groups' resources are left alone, even where their kind has Heel's name")
  void strangersAreLeftAlone() {
    String datadogs = monitor("one", "{anything: 1}").replace("heel.dev", "datadoghq.com");
    String helmValues = "replicas: 2\nkind: [x]\n";
    String deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: My_App}\n";

    assertThat(validated(datadogs, helmValues, deployment).findings()).isEmpty();
  }

  @Test
  @DisplayName("an unreadable document stops neither its neighbours nor the other files")
  void oneFaultCostsOneDocument() {
    String bad = monitor("bad", "{priority: high}");

    assertThat(rules(validated("a: [\n---\n" + bad, bad.replace("bad", "worse"))))
        .contains("1.yaml:6:18 wrong-type", "2.yaml:4:18 wrong-type")
        .anyMatch(each -> each.startsWith("1.yaml:") && each.endsWith("unreadable"));
  }

  @Test
  @DisplayName("one broken spot gives one finding")
  void oneSpotOneFinding() {
    String wrong = monitor("a", "{type: metric alert, query: [x], tags: {a: {b: c}}}");

    assertThat(rules(validated(wrong)))
        .containsExactly("1.yaml:4:35 wrong-type", "1.yaml:4:46 wrong-type");
  }
}
