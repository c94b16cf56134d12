package dev.heel.kinds.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.Draft;
import dev.heel.kinds.Kinds;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What a dashboard is told before it is sent")
class DashboardChecksTest {
  private static final DashboardKind KIND = new DashboardKind();
  private static final String NOTE = "{definition: {type: note, content: a}}";
  private static final String PLACED =
      "{definition: {type: note, content: a}, layout: {x: 0, \"y\": 0, width: 1, height: 1}}";
  private static final String METRIC =
      "{definition: {type: timeseries, requests: [{q: \"avg:a{$host}\"}]}}";

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("widgets: [" + NOTE + "]", List.of()),
        Arguments.of("title: a", List.of("error dashboard-widgets /spec")),
        Arguments.of("definition: {title: a}", List.of("error dashboard-widgets /spec")),
        Arguments.of("definitionFrom: {configMapKeyRef: {name: a, key: b}}", List.of()),
        Arguments.of(
            "widgets: [{definition: {}}]", List.of("error dashboard-widgets /spec/widgets/0")),
        Arguments.of(
            "layoutType: free\nwidgets: [" + PLACED + ", " + NOTE + "]",
            List.of("error dashboard-layout /spec/widgets/1")),
        Arguments.of(
            "reflowType: fixed\nwidgets: [" + NOTE + "]",
            List.of("error dashboard-layout /spec/widgets/0")),
        Arguments.of(
            "layoutType: free\nreflowType: auto\nwidgets: [" + PLACED + "]",
            List.of("error dashboard-layout /spec/reflowType")),
        Arguments.of(
            "definition: {layout_type: free, widgets: [{definition: {type: note, content: a}, layout:"
                + " {x: 0, true: 0, width: 1, height: 1}}]}",
            List.of(
                "error dashboard-layout /spec/definition/widgets/0/layout",
                "warning unknown-option /spec/definition/widgets/0/layout/true")),
        Arguments.of(
            "tags: [team:a, service:b]\nwidgets: [" + NOTE + "]",
            List.of("error dashboard-tags /spec/tags/1")),
        Arguments.of(
            "tabs: [{name: a, widgetIds: [\"@2\"]}]\nwidgets: [" + NOTE + "]",
            List.of("error dashboard-tabs /spec/tabs/0/widgetIds/0")),
        Arguments.of(
            "widgets: [" + METRIC + "]",
            List.of(
                "warning dashboard-variable-undeclared"
                    + " /spec/widgets/0/definition/requests/0/q")),
        Arguments.of(
            "templateVariables: [{name: host}, {name: env}]\nwidgets: [" + METRIC + "]",
            List.of("warning dashboard-variable-unused /spec/templateVariables/1")),
        Arguments.of(
            "templateVariables: [{name: host, defaults: [\"\"]}]\nwidgets: [" + METRIC + "]",
            List.of("error dashboard-variable /spec/templateVariables/0/defaults")),
        Arguments.of(
            "templateVariables: [{name: host}, {name: host}]\nwidgets: [" + METRIC + "]",
            List.of("error dashboard-variable /spec/templateVariables/1")),
        Arguments.of(
            "templateVariables: [{name: host}]\nwidgets: ["
                + METRIC
                + "]\n"
                + "templateVariablePresets: [{name: a, templateVariables: [{name: host, values: []},"
                + " {name: hots, values: [b]}]}]",
            List.of(
                "error dashboard-preset"
                    + " /spec/templateVariablePresets/0/templateVariables/0/values",
                "warning dashboard-preset"
                    + " /spec/templateVariablePresets/0/templateVariables/1/name")),
        Arguments.of("widgets: [{definition: {type: note, content: \"costs $dear\"}}]", List.of()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTold(String spec, List<String> told) {
    DatadogDashboard dashboard = Dashboards.of(spec);
    assertThat(KIND.problems(KIND.draft(dashboard, Draft.inline(dashboard)), Kinds.referable()))
        .extracting(DashboardChecksTest::line)
        .containsExactlyElementsOf(told);
  }

  private static String line(Problem problem) {
    String severity = problem.isError() ? "error" : "warning";
    return severity + " " + problem.rule() + " " + problem.at().pointer();
  }
}
