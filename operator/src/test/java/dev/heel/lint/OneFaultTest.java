package dev.heel.lint;

import static dev.heel.lint.Texts.monitor;
import static dev.heel.lint.Texts.rules;
import static dev.heel.lint.Texts.validated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.problem.MostWarnings;
import dev.heel.engine.problem.RuleFault;
import dev.heel.lint.Validation.Extent;
import dev.heel.resource.Problem;
import dev.heel.resource.Reference.Target;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One bad document hides nothing")
class OneFaultTest {
  private static final String NOISY =
      "{type: metric alert, query: 'avg(last_5m):avg:a{*} > 1', message: '@a@example.com', %s"
          + " definition: {%s}}";

  @Test
  @DisplayName("a rule that throws is one error that names the resource and the place, no more")
  void faultOfARule() {
    Target target = new Target("DatadogMonitor", "home", "a");

    List<Problem> told =
        RuleFault.guarded(
            () -> {
              throw new IllegalStateException("the password is 1234");
            },
            e -> RuleFault.of(target, e));

    assertThat(told)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.isError()).isTrue();
              assertThat(problem.rule()).isEqualTo("internal");
              assertThat(problem.message())
                  .contains("DatadogMonitor home/a", "IllegalStateException", "OneFaultTest.")
                  .doesNotContain("1234");
              assertThat(problem.remedy()).contains("report");
            });
  }

  @Test
  @DisplayName("what is no object at all costs itself only: scalars, lists, odd items of a List")
  void oddDocuments() {
    String list =
        """
        apiVersion: v1
        kind: List
        items: [null, 7, [a], {}, {apiVersion: heel.dev/v1alpha1, kind: DatadogMonitor}]
        """;
    Validation validation =
        validated("7\n", "[a, null]\n", "---\n---\n", list, monitor("b", "{wrong: 1}"));

    assertThat(rules(validation)).contains("1.yaml:1:1 unreadable", "2.yaml:1:1 unreadable");
    assertThat(rules(validation)).anyMatch(each -> each.endsWith("unknown-field"));
    assertThat(rules(validation)).noneMatch(each -> each.endsWith(RuleFault.RULE));
  }

  @Test
  @DisplayName(
      "an account without a namespace is nobody's, and what asks it for a grant is told so")
  void accountWithoutNamespace() {
    String account =
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogAccount
        metadata: {name: default}
        spec: {site: datadoghq.com, secretRef: {name: keys}}
        """;
    String muting =
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogDowntime
        metadata: {name: all, namespace: home}
        spec: {scope: '*', schedule: {timezone: Europe/Paris, weekly: [{days: [Sun]}]}}
        """;

    assertThat(rules(validated(account, muting)))
        .noneMatch(each -> each.endsWith(RuleFault.RULE))
        .noneMatch(each -> each.endsWith("not-granted"));
  }

  @Test
  @DisplayName(
      "errors are never cut, however many warnings there are; the warnings are, and counted")
  void errorsAreNotCut() {
    String options = options(MostWarnings.MOST + 32);
    Validation validation =
        validated(
            Extent.PART,
            monitor("a", NOISY.formatted("options: {thresholds: {critical: 9}},", options)));

    assertThat(validation.errors()).isEqualTo(1);
    assertThat(validation.warnings()).isGreaterThanOrEqualTo(MostWarnings.MOST + 32);
    assertThat(validation.findings())
        .filteredOn(each -> !each.isError())
        .hasSize(MostWarnings.MOST + 1)
        .last()
        .satisfies(
            each -> {
              assertThat(each.rule()).isEqualTo(MostWarnings.RULE);
              assertThat(each.message()).isEqualTo("and 32 more warnings of DatadogMonitor home/a");
            });
  }

  @Test
  @DisplayName("a rule that is silenced takes no place of another's")
  void silencedFirst() {
    String noisy = monitor("a", NOISY.formatted("", options(300)));
    String silenced =
        noisy.replace(
            "namespace: home",
            "namespace: home, annotations: {heel.dev/ignore-rules: unknown-option}");

    assertThat(validated(Extent.PART, noisy).warnings()).isEqualTo(300);
    assertThat(validated(Extent.PART, silenced).findings()).isEmpty();
  }

  private static String options(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "nothing_%d: 1".formatted(i))
        .collect(Collectors.joining(", "));
  }
}
