package dev.heel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Pointers;
import dev.heel.kinds.account.DatadogAccount;
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

  static Stream<Class<? extends HasMetadata>> types() {
    return Stream.concat(Stream.of(DatadogAccount.class), Kinds.all().stream().map(ApiKind::type));
  }

  static Stream<ApiKind<?>> kinds() {
    return Kinds.all().stream();
  }

  @DisplayName("the committed file is the one that the classes make")
  @ParameterizedTest
  @MethodSource("types")
  void committedIsGenerated(Class<? extends HasMetadata> type) throws IOException {
    Path generated = Path.of("target/classes/crds").resolve(fileName(type));
    assertThat(Files.readString(file(type))).isEqualTo(Files.readString(generated));
    assertThat(Files.size(file(type))).isLessThan(LARGEST);
  }

  @DisplayName("a resource without spec is refused, and the object is in both categories")
  @ParameterizedTest
  @MethodSource("types")
  void specIsRequired(Class<? extends HasMetadata> type) {
    JsonNode crd = Samples.tree(file(type));
    assertThat(texts(version(crd).at("/schema/openAPIV3Schema/required"))).contains("spec");
    assertThat(texts(crd.at("/spec/names/categories"))).containsExactly("heel", "datadog");
    assertThat(crd.at("/spec/names/shortNames")).hasSize(1);
    assertThat(version(crd).at("/subresources/status").isObject()).isTrue();
  }

  @DisplayName("READY and REASON come first")
  @ParameterizedTest
  @MethodSource("types")
  void readyAndReasonComeFirst(Class<? extends HasMetadata> type) {
    JsonNode columns = version(Samples.tree(file(type))).path("additionalPrinterColumns");
    assertThat(texts(columns, "name")).startsWith("READY", "REASON").contains("AGE");
  }

  @DisplayName("every field says more than its name")
  @ParameterizedTest
  @MethodSource("types")
  void everyFieldIsDescribed(Class<? extends HasMetadata> type) {
    fields(schema(type), "")
        .forEach(
            (path, field) ->
                assertThat(field.path("description").asText())
                    .as(path)
                    .hasSizeGreaterThan(path.substring(path.lastIndexOf('/') + 1).length() + 3));
  }

  @DisplayName("typed fields are closed: only what is verbatim lets unknown names through")
  @ParameterizedTest
  @MethodSource("types")
  void specIsClosed(Class<? extends HasMetadata> type) {
    JsonNode spec = schema(type).at("/properties/spec");
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
        fields(schema(kind.type()).at("/properties/spec"), "").keySet().stream()
            .map(snake::translate)
            .toList();
    assertThat(known).containsAll(kind.immutable());
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

  private static JsonNode schema(Class<? extends HasMetadata> type) {
    return version(Samples.tree(file(type))).at("/schema/openAPIV3Schema");
  }

  private static JsonNode version(JsonNode crd) {
    return crd.at("/spec/versions/0");
  }

  private static Path file(Class<? extends HasMetadata> type) {
    return Samples.root().resolve("crds").resolve(fileName(type));
  }

  private static String fileName(Class<? extends HasMetadata> type) {
    return HasMetadata.getFullResourceName(type) + "-v1.yml";
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
