package dev.heel.kinds.monitor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.Draft;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.kinds.monitor.MonitorKind;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Each check finds what it is for, and is silent about what is right")
class MonitorChecksTest {
  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("dev.heel.kinds.monitor.checks.MonitorCases#cases")
  void findsTheBadOne(String rule, Severity severity, String bad, String good) {
    assertThat(problems(bad)).filteredOn(p -> p.rule().equals(rule)).isNotEmpty();
    assertThat(problems(bad))
        .filteredOn(p -> p.rule().equals(rule))
        .extracting(Problem::severity)
        .containsOnly(severity);
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("dev.heel.kinds.monitor.checks.MonitorCases#cases")
  void isSilentAboutTheGoodOne(String rule, Severity severity, String bad, String good) {
    assertThat(problems(good)).filteredOn(p -> p.rule().equals(rule)).isEmpty();
    assertThat(problems(good)).filteredOn(Problem::isError).isEmpty();
  }

  /** Otherwise nobody could overrule it: Datadog would never be asked. */
  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("dev.heel.kinds.monitor.checks.MonitorCases#refusals")
  void whatIsOverruledIsSent(String rule, Severity severity, String bad, String good) {
    DatadogMonitor monitor = Monitors.of(bad);
    String all = rule + ", monitor-query"; // what does not compare, is often no query either
    monitor.getMetadata().setAnnotations(Map.of("heel.dev/ignore-rules", all));
    MonitorKind kind = new MonitorKind();
    Draft draft = kind.draft(monitor, Draft.inline(monitor));

    assertThat(kind.problems(draft, Kinds.referable())).noneMatch(Problem::isError);
    assertThat(draft.at("/query").textValue()).isNotEmpty();
  }

  private static List<Problem> problems(String spec) {
    DatadogMonitor monitor = Monitors.of(spec);
    MonitorKind kind = new MonitorKind();
    return kind.problems(kind.draft(monitor, Draft.inline(monitor)), Kinds.referable());
  }
}
