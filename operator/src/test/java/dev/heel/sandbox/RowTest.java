package dev.heel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A row of the table says in a few words what there is in Datadog")
class RowTest {
  private static final String WINDOW =
      "current_downtime: {start: '2026-11-25T00:00:00+00:00', end: '2026-11-25T14:00:00+00:00'}";

  private static String seen(String kind, String status, String object) {
    JsonNode resource =
        World.json("{kind: %s, metadata: {name: a}, status: %s}".formatted(kind, status));
    JsonNode body = object == null ? MissingNode.getInstance() : World.json(object);
    return Row.of(resource, body).datadog();
  }

  private static String downtime(String status, String schedule) {
    return seen(
        "DatadogDowntime",
        "{id: '1', state: " + status + "}",
        "{attributes: {status: %s, display_timezone: Europe/Paris, schedule: %s}}"
            .formatted(status, schedule));
  }

  @Test
  @DisplayName("a downtime: the next window, or the end of the open one, in its own zone")
  void windows() {
    String weekly = "{timezone: America/New_York, " + WINDOW + "}";
    assertThat(downtime("scheduled", weekly))
        .isEqualTo("next Tue 24 Nov 19:00 - Wed 25 Nov 09:00 EST");
    assertThat(downtime("active", weekly)).isEqualTo("muted until Wed 25 Nov 09:00 EST");
    assertThat(downtime("active", "{start: '2026-07-01T08:00:00+00:00', end: null}"))
        .isEqualTo("muted until it is cancelled");
    assertThat(downtime("scheduled", "{start: '2026-07-01T08:00:00+00:00', end: null}"))
        .isEqualTo("next Wed 1 Jul 10:00 - no end");
  }

  @Test
  @DisplayName("a downtime that is over, or that cannot be understood, keeps its state")
  void noWindow() {
    assertThat(downtime("ended", "{timezone: UTC}")).isEqualTo("ended");
    assertThat(downtime("scheduled", "{timezone: Mars/Base, " + WINDOW + "}"))
        .isEqualTo("scheduled");
    assertThat(seen("DatadogDowntime", "{}", null)).isEmpty();
  }

  @Test
  @DisplayName("a dashboard: how many widgets; a monitor: its state; an account: its site")
  void others() {
    assertThat(seen("DatadogDashboard", "{id: abc}", "{widgets: [{}, {}]}"))
        .isEqualTo("abc  2 widgets");
    assertThat(seen("DatadogDashboard", "{id: abc}", "{widgets: [{}]}")).isEqualTo("abc  1 widget");
    assertThat(seen("DatadogDashboard", "{}", null)).isEmpty();
    assertThat(seen("DatadogMonitor", "{id: '7', state: No Data}", "{}")).isEqualTo("7  No Data");
    assertThat(seen("DatadogAccount", "{site: datadoghq.eu}", null)).isEqualTo("datadoghq.eu");
  }
}
