package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.files.Cases;
import dev.heel.cli.HeelProcess.Said;
import dev.heel.testing.RealParts;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rendered files, judged by what runs them in the Agent: Datadog's own package for Python
 * checks, and JMXFetch.
 */
@DisplayName("heel check run")
class CheckRunIT {
  private static final Path CASES = Path.of("src/test/resources/agent-files").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  @DisplayName("the story's Python check submits its metric")
  void storysCheck() throws IOException {
    RealParts.assumePython("the story's Python check");
    isStorysMetric(run("-f", in("custom-test-check")));
  }

  @Test
  @DisplayName("so does its older form, with a fallback import and a bare instance")
  void olderForm() throws IOException {
    RealParts.assumePython("the older form of the story's check");
    isStorysMetric(run("-f", in("older-form")));
  }

  private static void isStorysMetric(Said said) throws IOException {
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    JsonNode series = series(said);
    assertThat(series).hasSize(1);
    assertThat(series.at("/0/metric").asText()).isEqualTo("my_metric");
    assertThat(series.at("/0/type").asText()).isEqualTo("gauge");
    assertThat(series.at("/0/tags").toString()).isEqualTo("[\"check_group:test\"]");
    assertThat(series.at("/0/points/0/1").asDouble()).isBetween(0.0, 1000.0);
    assertThat(said.out()).contains("Instance ID: custom_test_check:1 [OK]", "Metric Samples: 1");
  }

  @Test
  @DisplayName(
      "a check that raises is an error with its own line, and the other instance still runs")
  void raises() throws IOException {
    RealParts.assumePython("a check that raises");
    Path file =
        Files.writeString(
            folder.resolve("check.yaml"),
            """
            apiVersion: heel.dev/v1alpha1
            kind: DatadogCheck
            metadata: {name: sizes, namespace: home}
            spec:
              runOn: Nodes
              instances: [{size: 4}, {}]
              python: |
                from datadog_checks.base import AgentCheck


                class Sizes(AgentCheck):
                    def check(self, instance):
                        self.gauge("size", instance["size"])
            """);
    Said said = run("-f", file.toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("sizes:1 [OK]", "sizes:2 [ERROR]", "Error: 'size'", "instance[\"size\"]");
    assertThat(series(said).at("/0/points/0/1").asDouble()).isEqualTo(4);
  }

  @Test
  @DisplayName("code that is no Python is told with its line, before anything runs")
  void noPython() throws IOException {
    RealParts.assumePython("code that is no Python");
    Path file =
        Files.writeString(
            folder.resolve("old.yaml"),
            """
            apiVersion: heel.dev/v1alpha1
            kind: DatadogCheck
            metadata: {name: old-python, namespace: home}
            spec:
              runOn: Nodes
              python: |
                from datadog_checks.base import AgentCheck


                class OldPython(AgentCheck):
                    def check(self, _):
                        print "hello"
            """);
    Said said = run("-f", file.toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .contains("old.yaml:12:13: error: line 6 is no Python: Missing parentheses")
        .contains("[python-syntax]");
  }

  @Test
  @DisplayName("what is said of two classes is true: the first by alphabet is taken")
  void firstByAlphabet() throws IOException {
    RealParts.assumePython("which of two classes is taken");
    Path file = HeelProcess.ROOT.resolve("manifests/negative/check-python-two-classes.yaml");
    assertThat(series(run("-f", file.toString())).at("/0/metric").asText()).isEqualTo("a");
  }

  @Test
  @DisplayName("JMXFetch reads the story's thermostat with the rendered file and jar")
  void thermostat() throws IOException {
    RealParts.assumeJmxFetch("the story's JMX check");
    int port = freePort();
    Process thermostat = thermostat(port);
    try {
      Said said = run("-f", jmx(port, true).toString(), "--target", "127.0.0.1");
      assertThat(said.code()).as(said.out()).isZero();
      assertThat(series(said).findValuesAsText("metric"))
          .contains("home.temperature", "home.air_conditioner.on", "jvm.heap_memory");
    } finally {
      thermostat.destroyForcibly();
    }
  }

  @Test
  @DisplayName("without the jar the same check is red: JMXFetch lacks the value's class")
  void withoutTheJar() throws IOException {
    RealParts.assumeJmxFetch("the story's JMX check without its jar");
    int port = freePort();
    Process thermostat = thermostat(port);
    try {
      Said said = run("-f", jmx(port, false).toString(), "--target", "127.0.0.1");
      assertThat(said.code()).isEqualTo(1);
      assertThat(said.out()).contains("ClassNotFoundException: home.Celsius", "[ERROR]");
      assertThat(said.out()).doesNotContain("home.temperature\"");
    } finally {
      thermostat.destroyForcibly();
    }
  }

  private static Said run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("check", "run"));
    all.addAll(List.of(arguments));
    return HeelProcess.run(all.toArray(String[]::new));
  }

  private static JsonNode series(Said said) throws IOException {
    String json = said.out().replaceFirst("(?s)^=== Series ===\n(\\[.*?\n])\n.*$", "$1");
    return new ObjectMapper().readTree(json);
  }

  private static String in(String name) {
    return CASES.resolve(name).resolve("in.yaml").toString();
  }

  /** The story's check on that port, as it is or without its jar. */
  private Path jmx(int port, boolean withJar) throws IOException {
    String text =
        Files.readString(CASES.resolve("thermostat/in.yaml"))
            .replace(
                "    - host: \"%%host%%\"\n      port: 9010",
                "    - host: \"%%host%%\"\n      port: " + port);
    String bare = text.replaceFirst("(?s)  jmx:\n    jars:.*?(?=  targets:)", "  jmx: {}\n");
    return Files.writeString(folder.resolve("jmx.yaml"), withJar ? text : bare);
  }

  private Process thermostat(int port) throws IOException {
    byte[] jar =
        Cases.admitted(CASES.resolve("thermostat/in.yaml")).get(0).content().values().stream()
            .findFirst()
            .orElseThrow();
    Path file = Files.write(folder.resolve("thermostat.jar"), jar);
    String jmx = "-Dcom.sun.management.jmxremote.";
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                jmx + "port=" + port,
                jmx + "rmi.port=" + port,
                jmx + "host=127.0.0.1",
                jmx + "authenticate=false",
                jmx + "ssl=false",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-jar",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "thermostat.out"))
            .start();
    Awaitility.await().until(() -> listens(port));
    return process;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
