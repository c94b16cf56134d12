package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.cli.options.Kubeconfig;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.operator.process.KubernetesClients;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code heel sandbox} without {@code --once}: it stays, follows the folder and lets kubectl in.
 */
class SandboxStaysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path home;
  private Path manifests;
  private Path said;
  private Process sandbox;
  private KubernetesClient kubernetes;

  @BeforeEach
  void start() throws IOException {
    manifests = Files.createDirectory(home.resolve("manifests"));
    said = home.resolve("said.txt");
    write("one", 500);
    sandbox = HeelProcess.start(home, said, "sandbox", "-f", "manifests");
    Path kubeconfig = home.resolve(Kubeconfig.PLACE);
    await().atMost(PATIENCE).until(() -> Files.exists(kubeconfig) || !sandbox.isAlive());
    assertThat(kubeconfig).as(text()).exists();
    kubernetes = KubernetesClients.lenient(Config.fromKubeconfig(Files.readString(kubeconfig)));
    awaitWarning("one", 500);
  }

  @AfterEach
  void end() throws InterruptedException {
    kubernetes.close();
    sandbox.destroyForcibly().waitFor();
  }

  @Test
  @DisplayName("a file that is added, changed or deleted is followed, and said in a line")
  void follows() throws IOException {
    write("two", 600);
    awaitWarning("two", 600);

    write("one", 550);
    awaitWarning("one", 550);

    Files.delete(manifests.resolve("two.yaml"));
    await().atMost(PATIENCE).until(() -> monitor("two") == null);
    assertThat(text()).containsPattern("Changed +.*two").doesNotContain("\tat ");
  }

  @Test
  @DisplayName("a change that is wrong is told with its place, and what was applied stays")
  void refuses() throws IOException {
    Files.writeString(manifests.resolve("one.yaml"), "kind: [");
    await().atMost(PATIENCE).until(() -> text().contains("one.yaml:1:7"));

    write("two", 600);
    await().atMost(PATIENCE).until(() -> text().split("one.yaml:1:7", -1).length > 2);
    assertThat(monitor("one")).as("a file that cannot be read takes nothing away").isNotNull();

    write("one", 560);
    awaitWarning("one", 560);
    awaitWarning("two", 600);
    assertThat(text()).doesNotContain("\tat ");
  }

  @Test
  @DisplayName("a page shows what the files become, and follows them")
  void page() throws IOException {
    Matcher address =
        Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)  the dashboard").matcher(text());
    assertThat(address.find()).as(text()).isTrue();
    assertThat(get(address.group(1))).contains("<h1>manifests</h1>", "warns above 500.");

    write("one", 555);
    await().atMost(PATIENCE).until(() -> get(address.group(1)).contains("warns above 555."));
  }

  private static String get(String address) throws IOException {
    try (InputStream page = URI.create(address).toURL().openStream()) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName("it ends at once when it is told to, without a stack trace")
  void ends() throws InterruptedException {
    sandbox.destroy();

    assertThat(sandbox.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(text()).doesNotContain("\tat ");
  }

  private void write(String name, int warning) throws IOException {
    Files.writeString(
        manifests.resolve(name + ".yaml"),
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: %s, namespace: team}
        spec:
          type: metric alert
          query: avg(last_5m):avg:my_metric{*} by {host} > 800
          message: "{{value}} @platform-team@example.com"
          options: {thresholds: {warning: %d}}
        """
            .formatted(name, warning));
  }

  private void awaitWarning(String name, int warning) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              DatadogMonitor monitor = monitor(name);
              assertThat(monitor).as(text()).isNotNull();
              assertThat(monitor.getSpec().at("/options/thresholds/warning").asInt())
                  .isEqualTo(warning);
              assertThat(monitor.getStatus()).isNotNull();
              assertThat(monitor.getStatus().observedGeneration())
                  .isEqualTo(monitor.getMetadata().getGeneration());
            });
  }

  private DatadogMonitor monitor(String name) {
    return kubernetes.resources(DatadogMonitor.class).inNamespace("team").withName(name).get();
  }

  private String text() {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
