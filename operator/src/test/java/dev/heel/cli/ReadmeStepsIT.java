package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.cli.HeelProcess.Said;
import dev.heel.kinds.Crds;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ManifestReader;
import dev.heel.manifest.ReadFile;
import dev.heel.manifest.Source;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * README's steps on a real cluster without an image. The commands are read from README; only the
 * account's API is another, and no port is taken.
 */
@DisplayName("README's steps without an image")
class ReadmeStepsIT {
  private static final Path README = HeelProcess.ROOT.resolve("README.md");
  private static final Path ACCOUNT =
      HeelProcess.ROOT.resolve("manifests/getting-started/10-account.yaml");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String BEFORE =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: datadog}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: datadog-keys, namespace: datadog}
      stringData: {api-key: "%s", app-key: "%s"}
      """
          .formatted("0".repeat(32), "0".repeat(40));

  @TempDir private Path folder;
  private KubernetesServer kubernetes;
  private DatadogServer datadog;
  private Path kubeconfig;
  private Process operator;

  @BeforeEach
  void open() throws IOException {
    kubernetes = KubernetesServer.start(KubernetesServer.Options.defaults());
    datadog = DatadogServer.start(DatadogOptions.builder().hastened().build());
    kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubernetes.kubeconfig());
    Crds.all().forEach(kubernetes::apply);
    read("before.yaml", BEFORE).forEach(kubernetes::apply);
    read("account.yaml", Files.readString(ACCOUNT)).forEach(each -> kubernetes.apply(moved(each)));
  }

  @AfterEach
  void close() throws InterruptedException {
    if (operator != null) {
      operator.destroy();
      if (!operator.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        operator.destroyForcibly().waitFor();
      }
    }
    datadog.close();
    kubernetes.close();
  }

  @Test
  @DisplayName("heel status, as README has it, finds the leader that heel operator made")
  void statusFindsTheLeader() throws IOException {
    List<String> command = words("./heel operator");
    command.addAll(List.of("--port", "0"));
    command.addAll(List.of("--allow-datadog-host", datadog.url().toString()));
    Path log = folder.resolve("operator.log");
    operator = HeelProcess.startWith(kubeconfig, log, command.toArray(String[]::new));
    await().atMost(PATIENCE).until(() -> Files.readString(log).contains(" leads; cluster "));

    List<String> status = words("./heel status");
    status.addAll(List.of("--wait", PATIENCE.toSeconds() + "s"));
    Said said = HeelProcess.runWith(kubeconfig, status.toArray(String[]::new));

    assertThat(said.code()).as(said.out() + said.err() + Files.readString(log)).isZero();
    assertThat(said.out())
        .containsPattern("(?m)^\\S+_[0-9a-f-]{36} leads\\.$")
        .contains("KeysValid");
  }

  /** The arguments of the first command in README that begins so. */
  private static List<String> words(String command) throws IOException {
    String readme = Files.readString(README);
    int from = readme.indexOf(command + " ");
    assertThat(from).as(command).isNotNegative();
    String line = readme.substring(from + "./heel ".length()).lines().findFirst().orElseThrow();
    return new ArrayList<>(List.of(line.replaceFirst("`.*", "").strip().split(" ")));
  }

  private static List<JsonNode> read(String name, String yaml) {
    ReadFile file = new ManifestReader(InputStream.nullInputStream()).read(new Source(name), yaml);
    return file.manifests().stream().map(Manifest::json).toList();
  }

  /** An account whose API is the embedded one. */
  private JsonNode moved(JsonNode object) {
    if (object.path("kind").asText().equals("DatadogAccount")) {
      ObjectNode spec = (ObjectNode) object.path("spec");
      spec.remove("site");
      spec.put("url", datadog.url().toString());
    }
    return object;
  }
}
