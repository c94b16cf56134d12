package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Exit codes, formats and sources; the sentences are in manifests/negative. */
@DisplayName("heel validate")
class ValidateCommandTest {
  private static final String PLAIN =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogMonitor
      metadata: {name: my-metric, namespace: home}
      spec:
        type: metric alert
        query: avg(last_5m):avg:my_metric{*} by {host} > 800
      """;
  private static final String GOOD = PLAIN + "  message: '@platform-team@example.com'\n";
  private static final String ERROR = PLAIN + "  options: {thresholds: {critical: 900}}\n";
  private static final String WARNING =
      PLAIN + "  message: '100 % sure: {{service.name}} @team-a'\n";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void good() throws IOException {
    Files.writeString(folder.resolve("good.yaml"), GOOD);
  }

  private int run(String input, String... arguments) {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    return new CommandLine(new ValidateCommand(new ByteArrayInputStream(bytes), Clock.systemUTC()))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  @DisplayName("nothing wrong: 0, and the summary")
  void nothingWrong() {
    assertThat(run("", "-f", folder.toString())).isZero();
    assertThat(out).hasToString("0 errors, 0 warnings in 1 file.\n");
  }

  @Test
  @DisplayName("an error: 1; - is the standard input, under a name of its own")
  void errorOnStandardInput() {
    assertThat(run(ERROR.replace("my-", "your-"), "-f", "-", "-f", folder.toString())).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("<stdin>:7:36: error: critical is 900, but the query alerts at 800\n")
        .contains("  6 |   query: ", "  7 |   options: ", " ^^^\n")
        .endsWith("in 2 files.\n")
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples", "getting-started", "gitops", "kustomize"})
  @DisplayName("what is shipped to be copied is without a finding")
  void shipped(String manifests) {
    String path = HeelProcess.ROOT.resolve("manifests").resolve(manifests).toString();

    assertThat(run("", "-f", path)).as(out.toString()).isZero();
    assertThat(out.toString()).startsWith("0 errors, 0 warnings in ");
  }

  @Test
  @DisplayName("a rule about a field that is left out is held against its default")
  void defaultsCount() {
    String agent =
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogAgent
        metadata: {name: datadog, namespace: datadog}
        spec:
          accountRef: {name: default}
          apm:
            instrumentation: {enabledNamespaces: [home]}
        """;

    assertThat(run(agent, "--partial", "-f", "-")).as(out.toString()).isZero();
    assertThat(run(agent.replace("apm:", "apm:\n    enabled: false"), "--partial", "-f", "-"))
        .isEqualTo(1);
    assertThat(out.toString()).contains("[apm-off]");
  }

  @Test
  @DisplayName("a warning: 0, and 1 with --warnings-as-errors")
  void warnings() {
    assertThat(run(WARNING, "-f", "-")).isZero();
    assertThat(run(WARNING, "-f", "-", "--warnings-as-errors")).isEqualTo(1);
  }

  @Test
  @DisplayName("a file that is reached twice is read once, and does not contradict itself")
  void fileNamedTwice() {
    String file = folder.resolve("good.yaml").toString();
    String again = folder + "/../" + folder.getFileName() + "/good.yaml";

    assertThat(run("", "-f", file, "-f", folder.toString(), "-f", again)).isZero();
    assertThat(out).hasToString("0 errors, 0 warnings in 1 file.\n");
  }

  @Test
  @DisplayName("a path that is not there: 2, since nobody knows what is in it; the others are told")
  void missingPath() {
    assertThat(run(ERROR, "-f", "no/such", "-f", "-")).isEqualTo(2);
    assertThat(out.toString())
        .contains("no/such: error: no such file or folder. Check the path.", "critical is 900")
        .endsWith("2 errors, 0 warnings in 1 file.\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  @DisplayName("a command line that is not understood: 2, and the usage on the error output")
  void wrongUsage() {
    assertThat(run("")).isEqualTo(2);
    assertThat(run("", "-f", "x", "-o", "xml")).isEqualTo(2);
    assertThat(err.toString()).contains("--filename", "text, json, github", "Usage:");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  @DisplayName("json: counts and findings, with the second place where there is one")
  void json() throws JsonProcessingException {
    assertThat(run(ERROR, "-f", "-", "-o", "json")).isEqualTo(1);

    JsonNode read = new ObjectMapper().readTree(out.toString());
    assertThat(read.path("errors").asInt()).isEqualTo(1);
    assertThat(read.path("warnings").asInt()).isZero();
    assertThat(read.path("files").asInt()).isEqualTo(1);
    JsonNode finding = read.at("/findings/0");
    assertThat(finding.path("file").asText()).isEqualTo("<stdin>");
    assertThat(finding.path("line").asInt()).isEqualTo(7);
    assertThat(finding.path("column").asInt()).isEqualTo(36);
    assertThat(finding.path("severity").asText()).isEqualTo("error");
    assertThat(finding.path("rule").asText()).isEqualTo("monitor-threshold");
    assertThat(finding.path("message").asText()).startsWith("critical is 900");
    assertThat(finding.path("remedy").asText()).contains("Make the two equal");
    assertThat(finding.at("/also/line").asInt()).isEqualTo(6);
  }

  @Test
  @DisplayName("github: one command a line; %, : and , in properties are escaped")
  void github() throws IOException {
    Path odd = Files.writeString(folder.resolve("50%,a.yaml"), WARNING.replace("my-", "your-"));

    assertThat(run("", "-f", odd.toString(), "-o", "github")).isZero();
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .startsWith("::warning file=")
        .contains("/50%25%2Ca.yaml,line=7,col=", ",title=monitor-ungrouped-variable::")
        .contains("service");
  }

  @Test
  @DisplayName("what is wrong with a whole file is at no line of it, for programs either")
  void wholeFile() throws IOException {
    assertThat(run("", "-f", "no/such", "-o", "github")).isEqualTo(2);
    assertThat(out)
        .hasToString(
            "::error file=no/such,title=unreadable::no such file or folder."
                + " Check the path.\n");

    out.getBuffer().setLength(0);
    assertThat(run("", "-f", "no/such", "-o", "json")).isEqualTo(2);
    JsonNode finding = new ObjectMapper().readTree(out.toString()).at("/findings/0");
    assertThat(finding.path("file").asText()).isEqualTo("no/such");
    assertThat(finding.has("line") || finding.has("column")).isFalse();
  }

  @Test
  @DisplayName("objects of others only: 0, and a note that nothing was checked, in each format")
  void ofOthers() throws IOException {
    String note = "No object of Heel's (apiVersion heel.dev/v1alpha1) among 1 object";

    assertThat(run("kind: ConfigMap", "-f", "-")).isZero();
    assertThat(out.toString()).contains("0 errors, 0 warnings in 1 file.\n" + note);
    out.getBuffer().setLength(0);
    assertThat(run("kind: ConfigMap", "-f", "-", "-o", "github")).isZero();
    assertThat(out.toString()).startsWith("::notice::" + note);
    out.getBuffer().setLength(0);
    assertThat(run("kind: ConfigMap", "-f", "-", "-o", "json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("objects").asInt()).isEqualTo(1);
    assertThat(json.path("heels").asInt()).isZero();
  }

  @Test
  @DisplayName("a folder's subfolders are read, hidden files and other files are not")
  void folders() throws IOException {
    Files.createDirectories(folder.resolve("deep/er"));
    Files.writeString(folder.resolve("deep/er/x.yml"), GOOD.replace("my-", "your-"));
    Files.writeString(folder.resolve(".hidden.yaml"), "[");
    Files.writeString(folder.resolve("README.md"), "[");

    assertThat(run("", "-f", folder.toString())).isZero();
    assertThat(out).hasToString("0 errors, 0 warnings in 2 files.\n");
  }
}
