package dev.heel.kinds.monitor.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.Draft;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.kinds.monitor.MonitorKind;
import dev.heel.resource.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Texts longer than anybody writes do not hold a pass up, whatever they repeat")
class MonitorHostileTextTest {
  private static final int LENGTH = 200_000;
  private static final MonitorKind KIND = new MonitorKind();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ",
        " ",
        "{",
        "{{{{raw",
        "{{#a}}",
        "[",
        "1",
        "> 1",
        ".last(",
        "by {",
        ".by(\"",
        "$(",
        "!",
        "( ",
        "alert_window=",
        "last_",
        "a.",
        "-"
      })
  void checksAreQuick(String repeated) {
    String text = repeated.repeat(LENGTH / repeated.length());
    ObjectNode spec = new ObjectMapper().createObjectNode();
    ObjectNode body = spec.putObject("definition");
    body.put("message", "{{" + text).put("name", "{{" + text + "}}");
    body.put("query", "avg(last_5m):anomalies(avg:m{*}) > " + text);
    body.putArray("tags").add("a" + text);
    for (String type : List.of("metric alert", "log alert", "service check", "composite")) {
      body.put("type", type);
      assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> problems(spec.deepCopy())))
          .isNotEmpty();
    }
  }

  private static List<Problem> problems(ObjectNode spec) {
    DatadogMonitor monitor = Monitors.of(spec);
    return KIND.problems(KIND.draft(monitor, Draft.inline(monitor)), Kinds.referable());
  }
}
