package dev.heel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.testing.FaultyProxy;
import dev.heel.testing.Kubectl;
import dev.heel.testing.Letters;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real API server's watches over plain HTTP, as behind a proxy that speaks no WebSocket. */
@DisplayName("On a real API server behind a proxy without WebSockets")
class LettersClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DASHBOARD =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDashboard
      metadata: {name: %1$s, namespace: home}
      spec: {title: %1$s, widgets: [{definition: {type: note, content: %2$s}}]}
      """;

  @TempDir private static Path directory;
  private static Installation heel;
  private static Kubectl kubectl;

  @BeforeAll
  static void install() throws IOException {
    RealParts.assumeControlPlane("letters beyond ASCII in watches over plain HTTP");
    heel = Installation.in(directory, DatadogOptions.builder().build());
    kubectl = heel.kubectl();
    heel.applyStory("01-secrets", "10-account");
  }

  @AfterAll
  static void stop() throws Exception {
    if (heel != null) {
      heel.close();
    }
  }

  @ParameterizedTest(name = "a letter arrives as it was written; handshakes are answered {0}")
  @ValueSource(ints = {200, 503})
  void letters(int handshake) {
    try (FaultyProxy proxy = heel.proxy()) {
      proxy.refuseWebSockets(handshake);
      heel.startOperator(proxy);
      int number = 0;
      for (String text : Letters.texts()) {
        // One for each text, since none is written more than six times a minute.
        String name = "letters-%d-%d".formatted(handshake, number++);
        heel.apply(DASHBOARD.formatted(name, text));
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(isInDatadog(name, text)).as(message(name)).isTrue());
      }
      heel.stopOperator();
    }
  }

  private static boolean isInDatadog(String name, String text) {
    return heel.datadog().objects().stream()
        .filter(object -> object.title().equals(name))
        .map(object -> object.body().at("/widgets/0/definition/content").asText())
        .anyMatch(text::equals);
  }

  private static String message(String name) throws IOException {
    JsonNode resource =
        JSON.readTree(kubectl.run("get", "dddash", name, "-n", "home", "-o", "json"));
    return resource.at("/status/conditions/0/message").asText();
  }
}
