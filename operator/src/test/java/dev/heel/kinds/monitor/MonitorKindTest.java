package dev.heel.kinds.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.engine.Liveness;
import dev.heel.engine.Report;
import dev.heel.resource.ApiStatus.TriggeredGroup;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What Datadog says of a monitor, and what it rewrites")
class MonitorKindTest {
  private static final MonitorKind KIND = new MonitorKind();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/type          | '\"metric alert\"'  | '\"query alert\"' | true",
        "/type          | '\"metric alert\"'  | '\"log alert\"'   | false",
        "/tags          | '[\"a\",\"b\"]'     | '[\"b\",\"a\"]'   | true",
        "/tags          | '[\"a\",\"b\"]'     | '[\"a\"]'         | false",
        "/message       | '\" x\\n\"'         | '\"x\"'           | true",
        "/message       | '\"x\"'             | '\"y\"'           | false",
        "/priority      | 0                   | null              | true",
        "/priority      | 1                   | null              | false",
        "/options/notify_by | '[\"a\",\"b\"]' | '[\"b\",\"a\"]'   | true",
        "/options/timeout_h | 1               | 2                 | false"
      })
  void rewritesAreTheSame(String pointer, String a, String b, boolean same) throws Exception {
    ObjectMapper json = new ObjectMapper();
    assertThat(KIND.same(pointer, json.readTree(a), json.readTree(b))).isEqualTo(same);
    assertThat(KIND.same(pointer, json.readTree(b), json.readTree(a))).isEqualTo(same);
  }

  @Test
  @DisplayName("ten groups at most, the newest first, those that are OK left out, then a count")
  void triggeredGroups() {
    StringBuilder groups = new StringBuilder();
    for (int i = 10; i < 22; i++) {
      groups.append(
          "  host:%d: {name: 'host:%d', status: Alert, last_triggered_ts: %d}\n"
              .formatted(i, i, 1_700_000_000 + i));
    }
    Report report =
        KIND.report(
            yaml(
                "overall_state: Alert\noverall_state_modified: '2026-11-24T15:00:31.5+00:00'\n"
                    + "state: {groups: {}}\n"));
    assertThat(report.state()).isEqualTo("Alert");
    assertThat(report.since()).isEqualTo("2026-11-24T15:00:31Z");
    Report many =
        KIND.report(
            yaml(
                ("state:\n groups:\n"
                    + groups
                    + "  host:ok: {name: 'host:ok', status: OK, last_triggered_ts: 1800000000}\n"
                    + "  host:x: {status: No Data, last_nodata_ts: 1700000099,"
                    + " last_triggered_ts: 1}\n")));
    assertThat(many.triggered()).hasSize(10);
    assertThat(many.more()).isEqualTo(3);
    assertThat(many.triggered().get(0))
        .isEqualTo(new TriggeredGroup("host:x", "No Data", "2023-11-14T22:14:59Z"));
    assertThat(many.triggered().get(1).group()).isEqualTo("host:21");
  }

  @Test
  @DisplayName("a monitor that says when it was deleted is gone")
  void deletedIsGone() {
    assertThat(KIND.liveness(yaml("deleted: null"))).isEqualTo(Liveness.LIVE);
    assertThat(KIND.liveness(yaml("deleted: '2026-01-01'"))).isEqualTo(Liveness.GONE);
  }

  private static JsonNode yaml(String text) {
    return Serialization.unmarshal(text, JsonNode.class);
  }
}
