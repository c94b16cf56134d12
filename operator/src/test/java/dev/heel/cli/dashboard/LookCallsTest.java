package dev.heel.cli.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.cli.dashboard.LookCalls.Span;
import dev.heel.engine.api.Call;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The calls of heel snapshot and heel annotate")
class LookCallsTest {
  private static final Instant FROM = Instant.parse("2026-11-24T15:00:00Z");
  private static final Span SPAN = new Span(FROM, FROM.plusSeconds(300));

  @Test
  @DisplayName("one line is a metric query, several are a graph's definition")
  void snapshot() throws IOException {
    Call one = LookCalls.snapshot("T", List.of("avg:a{*}"), SPAN);
    assertThat(one.query())
        .containsEntry("metric_query", "avg:a{*}")
        .containsEntry("start", "1795532400")
        .containsEntry("end", "1795532700")
        .doesNotContainKey("graph_def");
    Call two = LookCalls.snapshot("T", List.of("avg:a{*}", "avg:b{x:\"y\"}"), SPAN);
    assertThat(two.query()).doesNotContainKey("metric_query");
    assertThat(
            new ObjectMapper().readTree(two.query().get("graph_def")).at("/requests/1/q").asText())
        .isEqualTo("avg:b{x:\"y\"}");
  }

  @Test
  @DisplayName("a moment has no end; the page is the dashboard's")
  void annotation() {
    assertThat(LookCalls.annotation("abc", "t", "red", new Span(FROM, null)).body().toString())
        .contains("\"page_id\":\"dashboard:abc\"", "pointInTime", "1795532400000")
        .doesNotContain("end_time");
    assertThat(LookCalls.annotation("abc", "t", "red", SPAN).body().toString())
        .contains("timeRegion", "\"end_time\":1795532700000");
  }
}
