package dev.heel.lint;

import static dev.heel.lint.Texts.rules;
import static dev.heel.lint.Texts.validated;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.engine.Scope;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.kinds.monitor.MonitorKind;
import dev.heel.resource.Owner;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A monitor and its downtimes as somebody first wrote them in Datadog: nobody shall have to mend
 * them first, and whoever reads them shall learn what is odd.
 */
@DisplayName("A title, a message and rules as first written")
class FirstWordsTest {
  private static String title;
  private static String message;

  @BeforeAll
  static void read() throws IOException {
    title = text("title.txt");
    message = text("message.txt");
  }

  private static String text(String name) throws IOException {
    try (InputStream in = FirstWordsTest.class.getResourceAsStream("/first-words/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String monitor() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: my-metric, namespace: home}
        spec:
          name: %s
          message: %s
          type: metric alert
          query: avg(last_5m):avg:my_metric{*} > 800
          options: {thresholds: {warning: 500}, notifyNoData: true, noDataTimeframe: 10}
        """
        .formatted(json.writeValueAsString(title), json.writeValueAsString(message));
  }

  private static String downtime(String name, String days, String time, String length) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogDowntime
        metadata: {name: %s, namespace: home}
        spec:
          monitorRef: {name: my-metric}
          schedule:
            timezone: America/New_York
            recurrences:
              - {rrule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=%s', start: '%s', duration: %s}
        """
        .formatted(name, days, time, length);
  }

  @Test
  @DisplayName("the texts arrive in Datadog byte for byte")
  void sentAsWritten() throws JsonProcessingException {
    DatadogMonitor monitor = Serialization.unmarshal(monitor(), DatadogMonitor.class);
    Scope scope = new Scope(new Owner("c", "home", "my-metric"), Map.of(), Instant.EPOCH);
    MonitorKind kind = new MonitorKind();
    JsonNode body = kind.desired(kind.draft(monitor, null), scope);
    assertThat(body.path("name").textValue()).isEqualTo(title);
    assertThat(body.path("message").textValue()).isEqualTo(message);
  }

  @Test
  @DisplayName("no error; a hint at is_warning in both texts, and one at the night before Monday")
  void judged() throws JsonProcessingException {
    String nights = downtime("nights", "MO,TU,WE,TH,FR", "2026-11-23T19:00:00", "14h");
    String weekend = downtime("weekend", "SA,SU", "2026-11-28T00:00:00", "24h");
    Validation validation = validated(monitor(), nights, weekend);

    assertThat(validation.errors()).isZero();
    assertThat(rules(validation))
        .containsExactly(
            "1.yaml:5:%d monitor-template-warning".formatted(column(title, "  name: ")),
            "1.yaml:6:%d monitor-template-warning".formatted(column(message, "  message: ")),
            "2.yaml:9:17 downtime-gap");
    assertThat(validation.findings())
        .extracting(Finding::remedy)
        .contains(
            "For warnings alone write {{#is_warning}}…{{/is_warning}}.",
            "The night that ends on Monday opens on Sunday: add SU to BYDAY.");
  }

  /** Where the negation stands in the line: in quotes, each line's end is two characters there. */
  private static int column(String text, String before) {
    String until = text.substring(0, text.indexOf("{{^is_alert}}"));
    return before.length() + 1 + until.replace("\n", "\\n").length() + 1;
  }
}
