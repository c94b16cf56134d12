package dev.heel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.resource.ApiResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A resource becomes exactly this body (-Dheel.update=true writes the bodies anew)")
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      return files.filter(file -> file.endsWith("in.yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bodyIsAsRecorded(Path resource) throws IOException {
    String name = Samples.tree(resource).path("kind").asText();
    ApiKind<?> kind = Kinds.api().stream().filter(each -> each.is(name)).findFirst().orElseThrow();
    assertRecorded(body(kind, resource), resource.resolveSibling("out.json"));
  }

  static Stream<ApiKind<?>> kinds() {
    return Kinds.api().stream();
  }

  @DisplayName("and so does the sample of each kind")
  @ParameterizedTest
  @MethodSource("kinds")
  void sampleIsAsRecorded(ApiKind<?> kind) throws IOException {
    Path sample = KindContractTest.samplePath(kind);
    String name = sample.getFileName().toString().replace(".yaml", ".json");
    assertRecorded(body(kind, sample), GOLDEN.resolve("samples").resolve(name));
  }

  private static void assertRecorded(JsonNode body, Path expected) throws IOException {
    String text = text(body);
    if (Boolean.getBoolean("heel.update")) {
      Files.createDirectories(expected.getParent());
      Files.writeString(expected, text);
    }
    assertThat(expected).as("-Dheel.update=true writes it").exists();
    assertThat(text).isEqualTo(Files.readString(expected));
  }

  private static <R extends ApiResource> JsonNode body(ApiKind<R> kind, Path file) {
    return Samples.desired(kind, Samples.read(file, kind.type()));
  }

  private static String text(JsonNode body) throws IOException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    return Samples.JSON.writer(printer).writeValueAsString(body) + "\n";
  }
}
