package dev.heel.kinds.monitor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.Draft;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.kinds.monitor.MonitorKind;
import dev.heel.resource.Problem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is neither an alert nor without data is a warning, or a recovery")
class NegationChecksTest {
  private static final MonitorKind KIND = new MonitorKind();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "{{^is_alert}}{{^is_no_data}}x{{/is_no_data}}{{/is_alert}}, 1",
    "{{^is_no_data}} {{^is_alert}}x{{/is_alert}} {{/is_no_data}}, 1",
    "{{#is_alert}}a{{/is_alert}}{{^is_alert}}{{^is_no_data}}x{{/is_no_data}}{{/is_alert}}, 1",
    "{{^is_alert}}x{{/is_alert}}{{^is_no_data}}x{{/is_no_data}}, 0",
    "{{#is_alert}}{{^is_no_data}}x{{/is_no_data}}{{/is_alert}}, 0",
    "{{^is_recovery}}{{^is_alert}}{{^is_no_data}}x{{/is_no_data}}{{/is_alert}}{{/is_recovery}}, 0",
    "{{^is_alert}}{{^is_no_data, 0",
  })
  void hints(String message, int hints) {
    DatadogMonitor monitor =
        Monitors.of(
            """
            type: metric alert
            query: avg(last_5m):avg:my_metric{*} > 800
            message: '%s'
            """
                .formatted(message));
    assertThat(KIND.problems(KIND.draft(monitor, Draft.inline(monitor)), Kinds.referable()))
        .extracting(Problem::rule)
        .filteredOn(NegationChecks.WARNING::equals)
        .hasSize(hints);
  }
}
