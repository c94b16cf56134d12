package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.cli.options.Kubeconfig;
import dev.heel.cli.text.ExitCode;
import dev.heel.manifest.ManifestReader;
import dev.heel.sandbox.Applied;
import dev.heel.sandbox.Sandbox;
import dev.heel.sandbox.SandboxOptions;
import dev.heel.sandbox.Settling;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.world.SandboxObject;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Look, mark, tell: the commands against a sandbox, by the kubeconfig that it leaves. */
abstract class Look {
  private static final Path STORY = HeelProcess.ROOT.resolve("manifests/getting-started");
  static final String LINE = "my_metric over the host";
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

  @TempDir static Path folder;
  static Sandbox sandbox;
  static Path kubeconfig;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

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

  /** Runs a command in a zone that is not UTC. */
  int run(String... arguments) {
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

  /** The newest object of a kind that Datadog has. */
  static JsonNode last(String kind) {
    List<SandboxObject> objects =
        sandbox.datadog().objects().stream().filter(each -> each.kind().equals(kind)).toList();
    return objects.get(objects.size() - 1).body();
  }

  void assertRefused(String sentence, String... arguments) {
    assertThat(run(arguments)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).startsWith("heel: ").contains(sentence).doesNotContain("\tat ");
  }
}
