package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Generated manifests are those that this source makes")
class InstallManifestTest {
  @Test
  @DisplayName("manifests/install.yaml is the chart's rendering (-Dheel.update=true writes it)")
  void installManifest() throws IOException {
    assertGenerated("install.yaml", Chart.installManifest());
  }

  @Test
  @DisplayName("the Kustomize base has the same in two files (-Dheel.update=true writes them)")
  void kustomizeBase() throws IOException {
    assertGenerated("kustomize/base/crds.yaml", Chart.crds());
    assertGenerated("kustomize/base/heel.yaml", Chart.withoutHelm());
  }

  private static void assertGenerated(String name, String rendered) throws IOException {
    Path file = Chart.ROOT.resolve("manifests").resolve(name);
    if (Boolean.getBoolean("heel.update")) {
      Files.writeString(file, rendered);
    }
    assertThat(Chart.read(file))
        .as("manifests/%s is stale: run ./mvnw verify -Dheel.update=true and commit it", name)
        .isEqualTo(rendered);
  }

  @Test
  @DisplayName("the chart, crds/ and the program have the same CRDs, byte for byte")
  void crds() {
    var generated = Chart.files(Path.of("target/classes/crds"));
    assertThat(generated).isNotEmpty();
    assertThat(Chart.files(Chart.ROOT.resolve("crds"))).isEqualTo(generated);
    assertThat(Chart.files(Chart.FOLDER.resolve("crds"))).isEqualTo(generated);
  }
}
