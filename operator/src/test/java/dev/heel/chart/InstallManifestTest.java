package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Generated manifests are those that this source makes")
class InstallManifestTest {
  private static final Path INSTALL = Chart.ROOT.resolve("manifests/install.yaml");

  @Test
  @DisplayName("manifests/install.yaml is the chart's rendering (-Dheel.update=true writes it)")
  void installManifest() throws IOException {
    String rendered = Chart.installManifest();
    if (Boolean.getBoolean("heel.update")) {
      Files.writeString(INSTALL, rendered);
    }
    assertThat(Chart.read(INSTALL))
        .as("manifests/install.yaml is stale: run ./mvnw verify -Dheel.update=true and commit it")
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
