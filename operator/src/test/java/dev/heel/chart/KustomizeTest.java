package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("manifests/kustomize")
class KustomizeTest {
  private static final Path FOLDER = Chart.ROOT.resolve("manifests/kustomize");
  private static final Path PROD = FOLDER.resolve("overlays/prod");

  @Test
  @DisplayName("names only what exists")
  void resources() {
    for (Path each : List.of(FOLDER.resolve("base"), PROD)) {
      JsonNode kustomization = kustomization(each);
      assertThat(kustomization.path("resources"))
          .isNotEmpty()
          .allMatch(resource -> Files.exists(each.resolve(resource.asText())));
    }
  }

  @Test
  @DisplayName("patches what the base has, where it has it")
  void patches() {
    JsonNode deployment = deployment(Chart.read(FOLDER.resolve("base/heel.yaml")));
    JsonNode overlay = kustomization(PROD);
    assertThat(deployment.at("/metadata/name").asText())
        .isEqualTo(overlay.at("/patches/0/target/name").asText())
        .isEqualTo(overlay.at("/replicas/0/name").asText());
    assertThat(deployment.at("/spec/template/spec/containers/0/image").asText())
        .startsWith(overlay.at("/images/0/name").asText() + ":");
    JsonNode patch = yaml(overlay.at("/patches/0/patch").asText());
    assertThat(deployment.at(patch.at("/0/path").asText())).isEqualTo(patch.at("/0/value"));
    assertThat(patch.at("/1/path")).isEqualTo(patch.at("/0/path"));
  }

  private static JsonNode kustomization(Path folder) {
    return yaml(Chart.read(folder.resolve("kustomization.yaml")));
  }

  private static JsonNode deployment(String manifests) {
    return Arrays.stream(manifests.split("(?m)^---$"))
        .filter(document -> document.contains("kind: Deployment"))
        .map(KustomizeTest::yaml)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static JsonNode yaml(String text) {
    return Serialization.unmarshal(text, JsonNode.class);
  }
}
