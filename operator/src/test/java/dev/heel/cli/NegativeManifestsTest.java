package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.cli.text.FindingsText;
import dev.heel.lint.Validation;
import dev.heel.manifest.ManifestReader;
import dev.heel.manifest.ReadFile;
import dev.heel.manifest.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is refused, and how: each file of {@code manifests/negative} gives exactly the text beside
 * it, byte for byte. {@code -Dheel.update=true} writes the texts.
 */
@DisplayName("manifests/negative")
class NegativeManifestsTest {
  private static final Path FOLDER = HeelProcess.ROOT.resolve("manifests/negative");

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void saysExactlyThis(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".yaml");
    Path expected = FOLDER.resolve(name + ".txt");
    ManifestReader reader = new ManifestReader(InputStream.nullInputStream());
    Source source = new Source("manifests/negative/" + name + ".yaml");
    ReadFile read = reader.read(source, Files.readString(file));
    Validation validation = Validation.of(List.of(read), Validation.Extent.WHOLE, NOW);
    StringWriter out = new StringWriter();
    new FindingsText(new PrintWriter(out)).print(validation);

    assertThat(validation.findings()).as("every file here has something wrong").isNotEmpty();
    assertThat(out.toString()).doesNotContain("\tat ", "Exception");
    if (Boolean.getBoolean("heel.update")) {
      Files.writeString(expected, out.toString());
    }
    assertThat(out.toString()).isEqualTo(Files.readString(expected));
  }
}
