package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.cli.options.Kubeconfig;
import dev.heel.cli.text.ExitCode;
import dev.heel.sandbox.datadog.faults.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("heel annotate, and what it has in common with heel snapshot")
class LookIT extends Look {
  @Test
  @DisplayName("a mark at a moment, and over a time of today in the local zone")
  void annotated() {
    assertThat(run("annotate", "dddash/my-metric", "-n", "home", "--at", "now", "Here."))
        .as(err.toString())
        .isZero();
    JsonNode moment = last("annotation").path("attributes");
    assertThat(moment.path("type").asText()).isEqualTo("pointInTime");
    assertThat(moment.path("description").asText()).isEqualTo("Here.");
    assertThat(moment.path("page_id").asText()).startsWith("dashboard:hee-laa-");
    assertThat(out.toString()).startsWith("Marked: https://app.datadoghq.com/dashboard/hee-laa-");

    String[] region = {"--from", "2026-11-24T09:30", "--to", "2026-11-24T15:00:00Z"};
    assertThat(
            run(
                "annotate",
                "dddash/my-metric",
                "-n",
                "home",
                region[0],
                region[1],
                region[2],
                region[3],
                "Rollout",
                "--color",
                "red"))
        .isZero();
    JsonNode time = last("annotation").path("attributes");
    assertThat(time.path("type").asText()).isEqualTo("timeRegion");
    assertThat(Instant.ofEpochMilli(time.path("start_time").asLong()))
        .hasToString("2026-11-24T14:30:00Z");
    assertThat(Instant.ofEpochMilli(time.path("end_time").asLong()))
        .hasToString("2026-11-24T15:00:00Z");
    assertThat(time.path("color").asText()).isEqualTo("red");
  }

  @Test
  @DisplayName("no such dashboard: the nearest name, or those that there are")
  void noDashboard() {
    assertRefused(
        "there is no DatadogDashboard home/my-metrik; did you mean my-metric?",
        "snapshot",
        "dddash/my-metrik",
        "-n",
        "home",
        "--widget",
        LINE);
    assertRefused(
        "there is no DatadogDashboard home/x; there is my-metric, odd, waiting",
        "annotate",
        "dddash/x",
        "-n",
        "home",
        "--at",
        "now",
        "a");
    assertRefused("write dddash/NAME", "annotate", "ddmon/x", "--at", "now", "a");
  }

  @Test
  @DisplayName("what Datadog refuses is told in its words, with what it means here")
  void refusedByDatadog() {
    String[] look = {"snapshot", "dddash/my-metric", "-n", "home", "--widget", LINE};
    sandbox.datadog().faults().next("GET /api/v1/graph/snapshot", Fault.error(404, "Not found"));
    assertRefused(
        "Datadog gave no snapshot: 404 \"Not found\". This organisation, or the proxy before it,"
            + " does not offer it",
        look);
    err.getBuffer().setLength(0);
    sandbox.datadog().faults().next("GET /api/v1/graph/snapshot", Fault.error(403, "Forbidden"));
    assertRefused("403 \"Forbidden\". The account's application key lacks the right to it", look);
    err.getBuffer().setLength(0);
    sandbox.datadog().faults().next("POST /api/v2/annotation", Fault.cutAfter());
    assertRefused(
        "It may be there all the same",
        "annotate",
        "dddash/my-metric",
        "-n",
        "home",
        "--at",
        "now",
        "a");
    assertThat(sandbox.datadog().faults().waiting()).isZero();
  }

  @Test
  @DisplayName("handles and times that are none are refused before anything is sent")
  void usage() {
    sandbox.datadog().resetCalls();
    assertRefused(
        "a handle begins with @",
        "snapshot",
        "dddash/my-metric",
        "--widget",
        LINE,
        "--notify",
        "me",
        "text");
    err.getBuffer().setLength(0);
    assertRefused(
        "--at \"noon\" is no time; write now, 15:04",
        "annotate",
        "dddash/my-metric",
        "--at",
        "noon",
        "a");
    err.getBuffer().setLength(0);
    assertRefused(
        "--to is not after --from",
        "annotate",
        "dddash/my-metric",
        "--from",
        "15:00",
        "--to",
        "14:00",
        "a");
    assertThat(run("annotate", "dddash/my-metric", "a")).isEqualTo(ExitCode.FAILED);
    assertThat(sandbox.datadog().calls()).doesNotContainKey("POST /api/v2/annotation");
  }

  @Test
  @DisplayName("a cluster that does not answer is a sentence, and soon")
  void noCluster() throws IOException {
    Path nowhere =
        Files.writeString(
            folder.resolve("nowhere"),
            sandbox.kubernetes().kubeconfig().replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:1"));
    assertRefused(
        "no answer from Kubernetes at http://127.0.0.1:1/; is KUBECONFIG right",
        "snapshot",
        "dddash/a",
        "--widget",
        LINE,
        "--kubeconfig",
        nowhere.toString());
    err.getBuffer().setLength(0);
    assertRefused(
        "--kubeconfig no/such cannot be read: it is not there",
        "snapshot",
        "dddash/a",
        "--widget",
        LINE,
        "--kubeconfig",
        "no/such");
  }

  @Test
  @DisplayName("a kubeconfig of a real cluster has no embedded Datadog, nor one elsewhere")
  void realCluster() throws IOException {
    Path real = Files.writeString(folder.resolve("real"), sandbox.kubernetes().kubeconfig());
    Path evil =
        Files.writeString(
            folder.resolve("evil"),
            Kubeconfig.withDatadog(
                sandbox.kubernetes().kubeconfig(), URI.create("http://collector.example.com")));

    assertThat(Kubeconfig.datadog(real.toFile())).isEmpty();
    assertThat(Kubeconfig.datadog(evil.toFile())).isEmpty();
    assertThat(Kubeconfig.datadog(kubeconfig.toFile())).contains(sandbox.datadog().url());
  }
}
