package dev.heel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.heel.engine.ApiKind;
import dev.heel.engine.read.Pointers;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The CRDs that users install")
class CrdContractTest {
  private static final int LARGEST = 256 << 10;

  /** All that the program carries, those of the Agent's half too. */
  static Stream<String> files() {
    return Crds.all().stream().map(crd -> crd.at("/metadata/name").asText() + "-v1.yml");
  }

  static Stream<ApiKind<?>> kinds() {
    return Kinds.api().stream();
  }

  @DisplayName("the committed file is the one that the classes make")
  @ParameterizedTest
  @MethodSource("files")
  void committedIsGenerated(String file) throws IOException {
    Path generated = Path.of("target/classes/crds").resolve(file);
    assertThat(Files.readString(path(file))).isEqualTo(Files.readString(generated));
    assertThat(Files.size(path(file))).isLessThan(LARGEST);
  }

  @DisplayName("a resource without spec is refused, and the object is in both categories")
  @ParameterizedTest
  @MethodSource("files")
  void specIsRequired(String file) {
    JsonNode crd = Samples.tree(path(file));
    assertThat(texts(version(crd).at("/schema/openAPIV3Schema/required"))).contains("spec");
    assertThat(texts(crd.at("/spec/names/categories"))).containsExactly("heel", "datadog");
    assertThat(crd.at("/spec/names/shortNames")).hasSize(1);
    assertThat(version(crd).at("/subresources/status").isObject()).isTrue();
  }

  @DisplayName("READY and REASON come first")
  @ParameterizedTest
  @MethodSource("files")
  void readyAndReasonComeFirst(String file) {
    JsonNode columns = version(Samples.tree(path(file))).path("additionalPrinterColumns");
    assertThat(texts(columns, "name")).startsWith("READY", "REASON").contains("AGE");
  }

  @DisplayName("every field says more than its name")
  @ParameterizedTest
  @MethodSource("files")
  void everyFieldIsDescribed(String file) {
    fields(schema(file), "")
        .forEach(
            (path, field) ->
                assertThat(field.path("description").asText())
                    .as(path)
                    .hasSizeGreaterThan(path.substring(path.lastIndexOf('/') + 1).length() + 3));
  }

  @DisplayName("typed fields are closed: only what is verbatim lets unknown names through")
  @ParameterizedTest
  @MethodSource("files")
  void specIsClosed(String file) {
    JsonNode spec = schema(file).at("/properties/spec");
    assertThat(spec.has("x-kubernetes-preserve-unknown-fields")).isFalse();
    fields(spec, "")
        .forEach(
            (path, field) ->
                assertThat(
                        field.has("properties")
                            && field.has("x-kubernetes-preserve-unknown-fields"))
                    .as(path)
                    .isFalse());
  }

  @DisplayName("what cannot be changed or is reset is a field of the schema")
  @ParameterizedTest
  @MethodSource("kinds")
  void pointersExist(ApiKind<?> kind) {
    SnakeCaseStrategy snake = new SnakeCaseStrategy();
    List<String> known =
        fields(
                schema(HasMetadata.getFullResourceName(kind.type()) + "-v1.yml")
                    .at("/properties/spec"),
                "")
            .keySet()
            .stream()
            .map(snake::translate)
            .toList();
    assertThat(known).containsAll(kind.object().immutable());
    assertThat(known).containsAll(kind.routes().reset().keySet());
    kind.comparison()
        .defaults()
        .keySet()
        .forEach(
            pattern -> assertThat(known).as(pattern).anyMatch(it -> Pointers.matches(pattern, it)));
  }

  private static Map<String, JsonNode> fields(JsonNode schema, String at) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    for (var property : schema.path("properties").properties()) {
      String path = at + "/" + property.getKey();
      fields.put(path, property.getValue());
      fields.putAll(fields(property.getValue(), path));
      fields.putAll(fields(property.getValue().path("items"), path + "/*"));
    }
    return fields;
  }

  private static JsonNode schema(String file) {
    return version(Samples.tree(path(file))).at("/schema/openAPIV3Schema");
  }

  private static JsonNode version(JsonNode crd) {
    return crd.at("/spec/versions/0");
  }

  private static Path path(String file) {
    return Samples.root().resolve("crds").resolve(file);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> texts(JsonNode array, String member) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.path(member).asText()));
    return texts;
  }
}
