package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.cli.text.ExitCode;
import dev.heel.kinds.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code heel sandbox} as a user runs it: a process, in the repository's root. */
class SandboxCommandIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STORY = "manifests/getting-started";

  @TempDir private Path folder;

  @Test
  @DisplayName("-o json is for programs: nothing else is on standard output, and all of it is true")
  void json() throws IOException {
    HeelProcess.Said said =
        HeelProcess.run("sandbox", "-f", STORY, "--once", "-o", "json", "--dump", folder + "/d");

    assertThat(said.code()).as(said.err()).isZero();
    JsonNode report = JSON.readTree(said.out());
    assertThat(report.path("resources")).isNotEmpty();
    assertThat(report.path("resources")).allMatch(r -> r.path("ready").asText().equals("True"));
    assertThat(report.path("datadogObjects").findValuesAsText("id"))
        .containsExactlyInAnyOrderElementsOf(
            report.path("resources").findValuesAsText("id").stream()
                .filter(id -> !id.equals("null"))
                .toList());
    assertThat(creates(report)).isEqualTo(report.path("datadogObjects").size());
    assertThat(report.path("kubernetes").asText()).startsWith("http://127.0.0.1:");
    Path monitor = folder.resolve("d/datadog/monitor/10000001.json");
    assertThat(JSON.readTree(monitor.toFile()).path("tags").toString())
        .contains("heel_cluster:sandbox", "heel_owner:home/");
    assertThat(folder.resolve("d/kubernetes/DatadogMonitor/home.my-metric.yaml")).exists();
    assertThat(folder.resolve("d"))
        .as("the dump holds no key")
        .isDirectoryRecursivelyContaining("glob:**.yaml");
  }

  private static long creates(JsonNode report) {
    return report.path("datadogCalls").properties().stream()
        .filter(call -> call.getKey().startsWith("POST "))
        .mapToLong(call -> call.getValue().asLong())
        .sum();
  }

  @Test
  @DisplayName("a resource that is not Ready is told under its row, and the exit code is 1")
  void notReady() throws IOException {
    Files.writeString(
        folder.resolve("m.yaml"),
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: lonely, namespace: team}
        spec:
          type: composite
          query: $(DatadogMonitor/nothing) && $(DatadogMonitor/nothing)
          message: "@platform-team@example.com"
        """);

    HeelProcess.Said said = HeelProcess.run("sandbox", "-f", folder.toString(), "--once");

    assertThat(said.code()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(said.out())
        .contains("Added       Namespace team, since no file has it")
        .contains("Added       DatadogAccount datadog/default, since no file has an account")
        .containsPattern("team +DatadogMonitor +lonely +False +WaitingForReference")
        .contains("    No DatadogMonitor team/nothing (in spec.query).")
        .contains("1 of 2 Ready.");
    assertThat(said.err()).isEmpty();
  }

  @Test
  @DisplayName("a team's repository has no Secrets, no account, and kinds of others: it rehearses")
  void repository() throws IOException {
    Files.writeString(
        folder.resolve("team.yaml"),
        """
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: {name: pager, namespace: team}
        spec: {target: {name: pager}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: shop, namespace: team}
        spec: {defaultBackend: {service: {name: shop, port: {number: 80}}}}
        ---
        apiVersion: heel.dev/v1alpha1
        kind: DatadogWebhook
        metadata: {name: pager, namespace: team}
        spec:
          url: $(secret/pager/url)
          customHeaders: {Authorization: $(secret/pager/token)}
        """);

    HeelProcess.Said said = HeelProcess.run("sandbox", "-f", folder.toString(), "--once");

    assertThat(said.code()).as(said.out() + said.err()).isZero();
    assertThat(said.out())
        .contains(
            "Left out    2 objects of kinds that are not in the sandbox: ExternalSecret, Ingress")
        .contains("Added       Secret team/pager with placeholders, since no file has it")
        .contains("2 of 2 Ready.");
  }

  @Test
  @DisplayName("the samples are of one cluster: all of them are Ready together")
  void samples() {
    HeelProcess.Said said = HeelProcess.run("sandbox", "-f", "manifests/samples", "--once");

    assertThat(said.code()).as(said.out() + said.err()).isZero();
    int kinds = Kinds.all().size();
    assertThat(said.out())
        .as("a sample of each kind, and all of them are Ready")
        .contains("%1$d of %1$d Ready.".formatted(kinds));
  }

  @Test
  @DisplayName("a folder that is not there is a sentence, not a stack trace")
  void nothingThere() {
    HeelProcess.Said said = HeelProcess.run("sandbox", "-f", "no/such/folder", "--once");

    assertThat(said.code()).isNotZero();
    assertThat(said.out() + said.err()).contains("no/such/folder").doesNotContain("\tat ");
  }

  @Test
  @DisplayName("a wrong option says what is wrong and how the command is used")
  void wrongOption() {
    HeelProcess.Said said = HeelProcess.run("sandbox", "-f", STORY, "--latency", "fast");

    assertThat(said.code()).isEqualTo(ExitCode.FAILED);
    assertThat(said.err()).contains("\"fast\" is no time; write 100ms").doesNotContain("\tat ");
  }
}
