package dev.heel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.schema.structure.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a kube-apiserver 1.37.2 answered to each object of {@code verdicts.json} under the CRD of
 * {@code crd.json}; users compare the sandbox's words with their cluster's.
 */
class ApiServerVerdictsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static JsonNode resource(String name) throws IOException {
    try (InputStream in = ApiServerVerdictsTest.class.getResourceAsStream("/schema/" + name)) {
      return JSON.readTree(in);
    }
  }

  @TestFactory
  @DisplayName("The verdict on an object is the API server's, word for word")
  Stream<DynamicTest> verdicts() throws IOException {
    ResourceSchema schema = CrdSchema.of(resource("crd.json"), "v1");
    List<JsonNode> cases = new ArrayList<>();
    resource("verdicts.json").forEach(cases::add);
    return cases.stream()
        .map(one -> DynamicTest.dynamicTest(one.get("name").asText(), () -> compare(schema, one)));
  }

  private static void compare(ResourceSchema schema, JsonNode one) {
    JsonNode object = admitted(schema, one.get("object"));
    JsonNode old = one.has("old") ? admitted(schema, one.get("old")) : null;
    assertThat(schema.validate(object, old))
        .extracting(FieldError::of)
        .extracting(e -> List.of(e.field(), e.cause().name(), e.detail()).toString())
        .containsExactlyInAnyOrderElementsOf(expected(one.get("expect")));
  }

  private static JsonNode admitted(ResourceSchema schema, JsonNode object) {
    return schema.withDefaults(schema.prune(object));
  }

  private static List<String> expected(JsonNode causes) {
    List<String> all = new ArrayList<>();
    for (JsonNode cause : causes) {
      List<String> parts = new ArrayList<>();
      cause.forEach(part -> parts.add(part.asText()));
      all.add(parts.toString());
    }
    return all;
  }
}
