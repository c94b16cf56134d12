package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.cli.text.StandardOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Each command in each situation that needs no cluster; docs/exit-codes.md is the table, and {@link
 * ExitCodesIT} has those that meet one.
 */
@DisplayName("Exit codes")
class ExitCodesTest {
  private static final String GOOD =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogMonitor
      metadata: {name: my-metric, namespace: home}
      spec:
        type: metric alert
        query: avg(last_5m):avg:my_metric{*} by {host} > 800
        message: '@platform-team@example.com'
      """;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void manifests() throws IOException {
    Files.writeString(folder.resolve("good.yaml"), GOOD);
    Files.writeString(folder.resolve("bad.yaml"), GOOD.replace("query", "qeury"));
    Files.writeString(folder.resolve("kubeconfig"), "not: [a, kubeconfig");
  }

  private int run(OutputStream to, String command) {
    String[] words =
        Arrays.stream(command.split(" "))
            .map(word -> word.replace("TMP", folder.toString()))
            .toArray(String[]::new);
    CommandLine line = HeelCommand.commandLine(Map.of(), Clock.systemUTC());
    line.setErr(new PrintWriter(err));
    return HeelCommand.run(line, new StandardOutput(to), words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "check --help",
        "validate -f TMP/good.yaml",
        "validate -f TMP/good.yaml -o json",
        "render -f TMP/good.yaml -o TMP/out",
        "render -f TMP/good.yaml -o -",
        "preview -f TMP/good.yaml -o TMP/page.html",
        "crds"
      })
  @DisplayName("0: good")
  void good(String command) {
    assertThat(run(out, command)).as(err.toString()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isNotEmpty();
    assertThat(err.toString()).doesNotContain("heel:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validate -f TMP/bad.yaml",
        "validate -f TMP/bad.yaml -o json",
        "validate -f TMP/bad.yaml -o github",
        "render -f TMP/bad.yaml -o TMP/out",
        "render -f TMP/bad.yaml -o -",
        "preview -f TMP/bad.yaml -o TMP/page.html",
        "check run -f TMP/bad.yaml",
        "sandbox -f TMP/bad.yaml --once"
      })
  @DisplayName("1: something is wrong, and the output says where")
  void notGood(String command) {
    assertThat(run(out, command)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8) + err).contains("bad.yaml", "qeury");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "render -o TMP/out", "check run", "sandbox --once"})
  @DisplayName("2: input that cannot be read, whatever else is wrong; what was read is told")
  void unread(String command) {
    String paths = " -f TMP/nowhere.yaml -f TMP/bad.yaml";

    assertThat(run(out, command + paths)).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8) + err)
        .contains("nowhere.yaml: error: no such file or folder", "qeury");
  }

  static Stream<String> commands() {
    return Stream.of(
        "sandbox",
        "sandbox kubernetes",
        "sandbox datadog",
        "validate",
        "check run",
        "render",
        "preview",
        "snapshot",
        "annotate",
        "operator",
        "status",
        "crds",
        "release");
  }

  @ParameterizedTest
  @MethodSource("commands")
  @DisplayName("2: a command line that is not understood")
  void notUnderstood(String command) {
    assertThat(run(out, command + " --no-such-option")).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString()).isNotEmpty().doesNotContain("\tat ", "Exception");
  }

  @ParameterizedTest
  @MethodSource("commands")
  @DisplayName("2: help that cannot be written; and each help says what the codes mean")
  void help(String command) {
    assertThat(run(out, command + " --help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Exit codes:");
    assertThat(run(new Full("No space left on device"), command + " --help")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "validate -f TMP/good.yaml",
        "validate -f TMP/bad.yaml",
        "validate -f TMP/good.yaml -o json",
        "validate -f TMP/bad.yaml -o github",
        "render -f TMP/good.yaml -o -",
        "render -f TMP/good.yaml -o TMP/out",
        "preview -f TMP/good.yaml -o -",
        "crds",
        "sandbox -f TMP/bad.yaml --once"
      })
  @DisplayName("2: a full disk behind standard output, with a sentence on standard error")
  void fullDisk(String command) {
    assertThat(run(new Full("No space left on device"), command)).isEqualTo(2);
    assertThat(err.toString())
        .contains("heel: standard output cannot be written: No space left on device");
  }

  @ParameterizedTest
  @CsvSource({"validate -f TMP/good.yaml,0", "validate -f TMP/bad.yaml,1", "crds,0"})
  @DisplayName("a reader that closes its pipe has what it wanted: silent, and the code stays")
  void closedPipe(String command, int code) {
    assertThat(run(new Full("Broken pipe"), command)).isEqualTo(code);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "render -f TMP/good.yaml -o TMP/good.yaml/out,good.yaml",
    "preview -f TMP/good.yaml -o TMP/no/page.html,its folder is not there",
    "snapshot dddash/a --widget b --kubeconfig TMP/nowhere,nowhere",
    "snapshot dddash/a --widget b --kubeconfig TMP/kubeconfig,kubeconfig",
    "operator --cluster-name a --kubeconfig TMP/nowhere,nowhere",
    "operator --cluster-name A!,lower-case letters",
    "sandbox kubernetes --port 70000,is no port",
    "sandbox datadog --port x,is no port",
    "sandbox -f TMP/good.yaml --page-port -1,is no port"
  })
  @DisplayName("2: output that cannot be written, and what is no kubeconfig and no port")
  void cannot(String command, String said) {
    assertThat(run(out, command)).isEqualTo(2);
    assertThat(err.toString()).contains(said).doesNotContain("unexpected", "\tat ");
  }

  @Test
  @DisplayName("2: a port that is taken, with a sentence")
  void takenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      for (String server : new String[] {"kubernetes", "datadog"}) {
        String command = "sandbox %s --port %d".formatted(server, taken.getLocalPort());

        assertThat(run(out, command)).isEqualTo(2);
        assertThat(err.toString()).contains("Address already in use; choose another --port");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "crds --upgrade",
        "release --all --orphan",
        "release --all --delete --timeout 1s",
        "snapshot dddash/a --widget b",
        "annotate dddash/a --at now rollout"
      })
  @DisplayName("2: a cluster that does not answer, with its address")
  void noCluster(String command) throws IOException {
    String nobody = "http://127.0.0.1:" + closedPort();
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubeconfig(nobody));

    int code = CommandLines.withKubeconfig(kubeconfig, () -> run(out, command));

    assertThat(code).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString())
        .contains("no answer from Kubernetes at " + nobody)
        .doesNotContain("unexpected", "\tat ");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static String kubeconfig(String server) {
    return """
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: "%s"}}]
        users: [{name: u, user: {token: t}}]
        """
        .formatted(server);
  }

  /** An output on which nothing can be written. */
  private static final class Full extends OutputStream {
    private final String why;

    Full(String why) {
      this.why = why;
    }

    @Override
    public void write(int value) throws IOException {
      throw new IOException(why);
    }
  }
}
