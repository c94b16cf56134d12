package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.cli.text.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("heel render")
class RenderCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STORY = HeelProcess.ROOT.resolve("manifests/getting-started") + "";
  private static final Clock TUESDAY =
      Clock.fixed(Instant.parse("2026-11-24T15:00:00Z"), ZoneOffset.UTC);

  private static final String AGENT = "DatadogAgent/datadog.datadog/";

  private static final String MYSQL = "cluster-agent/conf.d/mysql.d/home.mysql.yaml";
  private static final String CHECK =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: pods, namespace: home}
      spec:
        integration: http_check
        targets: {pods: {matchLabels: {app: web}}}
        instances: [{name: web, url: "http://%%host%%:8080"}]
      """;
  private static final String THEIR_AGENT =
      """
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogAgent
      metadata: {name: theirs, namespace: home}
      spec: {}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String input, String... arguments) {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    return new CommandLine(new RenderCommand(new ByteArrayInputStream(bytes), TUESDAY))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private JsonNode file(String path) throws IOException {
    return JSON.readTree(folder.resolve(path).toFile());
  }

  @Test
  @DisplayName("the story: a file for each object in Datadog, and those that its Agents read")
  void story() throws IOException {
    assertThat(run("", "-f", STORY, "-o", folder.toString())).isZero();

    assertThat(out).hasToString("12 files in " + folder + ".\n");
    assertThat(files())
        .containsExactly(
            AGENT + "cluster-agent/conf.d/mysql.d/home.mysql.yaml",
            AGENT + "cluster-agent/conf.d/thermostat.d/home.thermostat.yaml",
            AGENT + "node/checks.d/custom_test_check.py",
            AGENT + "node/conf.d/custom_test_check.d/home.custom-test-check.yaml",
            AGENT + "node/datadog.yaml",
            AGENT + "node/jars/home.thermostat-jar.thermostat.jar",
            "DatadogDashboard/home.my-metric.json",
            "DatadogDowntime/home.my-metric-nights.json",
            "DatadogDowntime/home.my-metric-weekend.json",
            "DatadogMonitor/home.bedroom-hot.json",
            "DatadogMonitor/home.my-metric.json",
            "DatadogWebhook/home.bedroom-ac-on.json");
    assertThat(file("DatadogMonitor/home.my-metric.json").at("/options/thresholds/critical"))
        .hasToString("800");
  }

  @Test
  @DisplayName("what only Datadog can say stays as it is written; what a name says is put in")
  void references() throws IOException {
    assertThat(run("", "-f", STORY, "-o", folder.toString())).isZero();

    assertThat(file("DatadogMonitor/home.my-metric.json").path("message").asText())
        .contains("[Dashboard]($(DatadogDashboard/my-metric.url))");
    assertThat(file("DatadogMonitor/home.bedroom-hot.json").path("message").asText())
        .contains("@webhook-bedroom-ac-on{{/is_alert}}");
    JsonNode nights = file("DatadogDowntime/home.my-metric-nights.json");
    assertThat(nights.at("/data/type").asText()).isEqualTo("downtime");
    assertThat(nights.at("/data/attributes/monitor_identifier/monitor_id").asText())
        .isEqualTo("$(DatadogMonitor/my-metric)");
    assertThat(nights.at("/data/attributes/schedule/recurrences/0/start").asText())
        .startsWith("2026-11-24T19:00");
  }

  @Test
  @DisplayName("no Secret's value is in what is written")
  void secrets() throws IOException {
    assertThat(run("", "-f", STORY, "-o", folder.toString())).isZero();

    assertThat(file("DatadogWebhook/home.bedroom-ac-on.json").path("url").asText())
        .isEqualTo("$(secret/smart-outlet/url)");
    assertThat(Files.readString(folder.resolve(AGENT + MYSQL)))
        .contains("password: \"ENC[k8s_secret@home/mysql-datadog/password]\"");
    for (String path : files()) {
      assertThat(Files.readString(folder.resolve(path), StandardCharsets.ISO_8859_1))
          .as(path)
          .doesNotContain("outlet.home.example", "0".repeat(32), "not-a-real-password");
    }
  }

  @Test
  @DisplayName("an Agent's files say what its spec, its account and the cluster's name say")
  void datadogYaml() throws IOException {
    assertThat(run("", "-f", STORY, "-o", folder.toString(), "--cluster-name", "prod-eu-1"))
        .isZero();

    assertThat(Files.readString(folder.resolve(AGENT + "node/datadog.yaml")))
        .contains("cluster_name: prod-eu-1", "site: datadoghq.com", "owner:platform-team");
  }

  @Test
  @DisplayName("the same manifests in another order give the same bytes")
  void order() throws IOException {
    String turned = turned();
    assertThat(run("", "-f", STORY, "-o", folder.resolve("one").toString())).isZero();
    assertThat(run(turned, "-f", "-", "-o", folder.resolve("other").toString())).isZero();

    List<String> paths = files().stream().filter(path -> path.startsWith("one/")).toList();
    assertThat(paths).hasSize(12);
    for (String path : paths) {
      assertThat(folder.resolve(path.replaceFirst("^one/", "other/")))
          .hasSameBinaryContentAs(folder.resolve(path));
    }
  }

  @Test
  @DisplayName(
      "what has no files is told: a check of targets that only a cluster knows, or no Agent")
  void withoutFiles() throws IOException {
    assertThat(run(CHECK, "-f", "-", "-o", folder.toString())).isZero();
    assertThat(out.toString())
        .contains("No DatadogAgent is among these files: 1 DatadogCheck is without files.")
        .endsWith("0 files in " + folder + ".\n");

    assertThat(run(CHECK + THEIR_AGENT, "-f", "-", "-o", folder.toString(), "--partial")).isZero();
    assertThat(out.toString())
        .contains(
            "DatadogCheck home/pods has no file in conf.d: its targets are known in a cluster");
    assertThat(files()).containsExactly("DatadogAgent/home.theirs/node/datadog.yaml");
    assertThat(Files.readString(folder.resolve("DatadogAgent/home.theirs/node/datadog.yaml")))
        .as("an account that is elsewhere is named, and no site made up")
        .contains("site: $(DatadogAccount/default.site)");
  }

  private static String turned() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(STORY))) {
      List<Path> sorted = files.sorted(Comparator.reverseOrder()).toList();
      StringBuilder all = new StringBuilder();
      for (Path file : sorted) {
        all.append(Files.readString(file)).append("\n---\n");
      }
      return all.toString();
    }
  }

  @Test
  @DisplayName("-o -: one JSON object on standard output; the cluster's name is in the markers")
  void standardOutput() throws IOException {
    assertThat(run("", "-f", STORY, "-o", "-", "--cluster-name", "prod-eu-1")).isZero();

    JsonNode all = JSON.readTree(out.toString());
    assertThat(all).hasSize(12);
    assertThat(all.path(AGENT + "node/jars/home.thermostat-jar.thermostat.jar").asText())
        .as("a jar, in Base64")
        .startsWith("UEsD");
    assertThat(all.path("DatadogMonitor/home.my-metric.json").path("tags").toString())
        .contains("heel_cluster:prod-eu-1", "heel_owner:home/my-metric");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  @DisplayName("errors are told as heel validate tells them, and nothing is written")
  void errors() {
    String wrong =
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: a, namespace: home}
        spec: {type: metric alert, query: "avg(last_5m):avg:x{*} > 8", options: {thresholds: {critical: 9}}}
        """;

    assertThat(run(wrong, "-f", "-", "-o", folder.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("error: critical is 9, but the query alerts at 8");
    assertThat(folder).isEmptyDirectory();
    assertThat(run(wrong, "-f", "-", "-o", "-")).isEqualTo(1);
    assertThat(err.toString()).as("the answer's place is for the answer").contains("critical is 9");
  }

  @Test
  @DisplayName("a part of a cluster: what is elsewhere is told, and its body left out")
  void partial() throws IOException {
    String elsewhere =
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: a}
        spec: {type: composite, query: "$(DatadogMonitor/b) && $(DatadogMonitor/c)", message: "@a@b.example"}
        ---
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: d}
        spec: {definitionFrom: {configMapKeyRef: {name: m, key: k}}}
        """;

    assertThat(run(elsewhere, "-f", "-", "-o", folder.toString(), "--partial", "-n", "team"))
        .isZero();
    assertThat(out.toString())
        .contains("no DatadogMonitor b among these files", "no ConfigMap m among these files")
        .endsWith("1 file in " + folder + ".\n");
    assertThat(file("DatadogMonitor/team.a.json").path("query").asText())
        .isEqualTo("$(DatadogMonitor/b) && $(DatadogMonitor/c)");
  }

  @Test
  @DisplayName("a folder that cannot be written is a sentence")
  void notWritable() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    StringWriter said = new StringWriter();
    int code =
        HeelCommand.commandLine(Map.of(), TUESDAY)
            .setErr(new PrintWriter(said))
            .execute("render", "-f", STORY, "-o", file.toString());

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(said.toString()).startsWith("heel: -o " + file + ": cannot write");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
