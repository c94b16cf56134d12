package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("heel snapshot")
class SnapshotIT extends Look {
  @Test
  @DisplayName("a picture: its address is printed, and a picture is there")
  void snapshot() throws IOException {
    assertThat(run("snapshot", "dddash/my-metric", "-n", "home", "--widget", LINE, "--last", "5m"))
        .as(err.toString())
        .isZero();

    try (InputStream picture = URI.create(out.toString().strip()).toURL().openStream()) {
      assertThat(picture.readAllBytes()).startsWith(0x89, 'P', 'N', 'G');
    }
  }

  @Test
  @DisplayName("--notify: an event with the mention, the text, and both addresses")
  void told() {
    int code =
        run(
            "snapshot",
            "datadogdashboards.heel.dev/my-metric",
            "--namespace=home",
            "--widget",
            LINE.toUpperCase(Locale.ROOT),
            "--notify",
            "@platform-team@example.com",
            "Look at this.");

    assertThat(code).as(err.toString()).isZero();
    String address = out.toString().lines().findFirst().orElseThrow();
    assertThat(out.toString())
        .contains("Notified @platform-team@example.com: https://app.datadoghq");
    JsonNode event = last("event");
    assertThat(event.path("title").asText()).isEqualTo(LINE);
    assertThat(event.path("text").asText())
        .startsWith("%%%\n@platform-team@example.com Look at this.\n")
        .contains("[" + LINE + "](" + address + ")", "(https://app.datadoghq.com/dashboard/")
        .endsWith("\n%%%");
  }

  @Test
  @DisplayName("formulas and template variables become queries that stand by themselves")
  void queries() {
    assertThat(run("snapshot", "dddash/odd", "-n", "home", "--widget", "Two [lines]"))
        .as(err.toString())
        .isZero();

    assertThat(sandbox.datadog().calls()).containsKey("GET /api/v1/graph/snapshot");
    assertThat(out.toString()).startsWith("http://127.0.0.1:");
  }

  @Test
  @DisplayName("a dashboard that is not in Datadog yet: what its resource says")
  void notYet() {
    assertRefused(
        "DatadogDashboard home/waiting is not in Datadog yet: No DatadogMonitor home/nobody",
        "snapshot",
        "dddash/waiting",
        "-n",
        "home",
        "--widget",
        LINE);
  }

  @Test
  @DisplayName("no such widget, or one without a metric query: which there are, and what it asks")
  void noWidget() {
    assertRefused(
        "has no widget \"my_metric over a host\"; its widgets are \"my_metric over the host\", ",
        "snapshot",
        "dddash/my-metric",
        "-n",
        "home",
        "--widget",
        "my_metric over a host");
    assertThat(err.toString()).contains("Did you mean \"my_metric over the host\"?");
    assertRefused(
        "widget \"Words\" (note) has no metric query; Datadog takes pictures of metrics only",
        "snapshot",
        "dddash/odd",
        "-n",
        "home",
        "--widget",
        "Words");
    err.getBuffer().setLength(0);
    assertRefused(
        "widget \"Logs\" (timeseries) has no metric query but one of logs",
        "snapshot",
        "dddash/odd",
        "-n",
        "home",
        "--widget",
        "Logs");
  }
}
