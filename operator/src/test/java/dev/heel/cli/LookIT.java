package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.manifest.ManifestReader;
import dev.heel.sandbox.Applied;
import dev.heel.sandbox.Sandbox;
import dev.heel.sandbox.SandboxOptions;
import dev.heel.sandbox.Settling;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.Fault;
import dev.heel.sandbox.datadog.SandboxObject;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Look, mark, tell: the commands against a sandbox, by the kubeconfig that it leaves. */
@DisplayName("heel snapshot and heel annotate")
class LookIT {
  private static final Path STORY = HeelProcess.ROOT.resolve("manifests/getting-started");
  private static final String LINE = "my_metric over the host";
  private static final String MORE =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDashboard
      metadata: {name: odd, namespace: home}
      spec:
        title: Odd
        templateVariables:
          - {name: env, prefix: env, defaults: [prod]}
          - {name: env2, prefix: host, defaults: [a, b]}
        widgets:
          - definition: {type: note, title: Words, content: text}
          - definition:
              type: timeseries
              title: Logs
              requests: [{queries: [{data_source: logs, name: q, search: {query: "*"}}], formulas: [{formula: q}]}]
          - definition:
              type: group
              layout_type: ordered
              widgets:
                - definition:
                    type: timeseries
                    title: Two [lines]
                    requests:
                      - {q: "avg:a{$env}"}
                      - queries:
                          - {data_source: metrics, name: q1, query: "avg:b{$env2,$env.value}"}
                          - {data_source: metrics, name: q2, query: "avg:c{*}"}
                        formulas: [{formula: "q1 / q2"}]
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDashboard
      metadata: {name: waiting, namespace: home}
      spec:
        title: Waiting for $(DatadogMonitor/nobody)
        widgets: [{definition: {type: note, content: a}}]
      """;

  @TempDir private static Path folder;
  private static Sandbox sandbox;
  private static Path kubeconfig;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    sandbox =
        Sandbox.open(
            new SandboxOptions(
                KubernetesServer.Options.defaults(),
                DatadogOptions.builder().hastened().build(),
                "test",
                null));
    kubeconfig =
        Files.writeString(
            folder.resolve("config"),
            Kubeconfig.withDatadog(sandbox.kubernetes().kubeconfig(), sandbox.datadog().url()));
    InputStream more = new ByteArrayInputStream(MORE.getBytes(StandardCharsets.UTF_8));
    Applied.to(
        sandbox,
        new ManifestReader(more).read(List.of(STORY, Path.of("-"))),
        (key, sentence) -> {
          throw new AssertionError(key + ": " + sentence);
        });
    sandbox.startOperator();
    assertThat(new Settling(sandbox).await(Duration.ofSeconds(60))).isTrue();
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  private int run(String... arguments) {
    String before = System.setProperty("kubeconfig", kubeconfig.toString());
    try {
      return HeelCommand.commandLine(Map.of(), Clock.system(ZoneId.of("America/New_York")))
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(err))
          .execute(arguments);
    } finally {
      if (before == null) {
        System.clearProperty("kubeconfig");
      } else {
        System.setProperty("kubeconfig", before);
      }
    }
  }

  private static JsonNode last(String kind) {
    List<SandboxObject> objects =
        sandbox.datadog().objects().stream().filter(each -> each.kind().equals(kind)).toList();
    return objects.get(objects.size() - 1).body();
  }

  private void assertRefused(String sentence, String... arguments) {
    assertThat(run(arguments)).isEqualTo(HeelCommand.USAGE);
    assertThat(err.toString()).startsWith("heel: ").contains(sentence).doesNotContain("\tat ");
  }

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
    assertThat(out.toString()).contains("Told @platform-team@example.com: https://app.datadoghq");
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
    assertThat(run("annotate", "dddash/my-metric", "a")).isEqualTo(HeelCommand.USAGE);
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
        "--kubeconfig no/such: cannot read",
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
