package dev.heel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code kubectl create --dry-run=client -o json} 1.37.2 made of each text of {@code
 * kubectl.json}, as part of a custom resource: a plan is worth nothing if the cluster reads the
 * file differently.
 */
class KubectlReadingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  @DisplayName("A text is read as kubectl reads it")
  Stream<DynamicTest> table() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (InputStream in = getClass().getResourceAsStream("/manifest/kubectl.json")) {
      JSON.readTree(in).forEach(rows::add);
    }
    return rows.stream()
        .map(row -> DynamicTest.dynamicTest(row.get("yaml").asText(), () -> compare(row)));
  }

  private static ReadFile read(String text) {
    return new ManifestReader(InputStream.nullInputStream()).read(new Source("a.yaml"), text);
  }

  private static void compare(JsonNode row) {
    String indented = row.get("yaml").asText().indent(2);
    ReadFile file = read("kind: A\nspec:\n" + indented);
    if (row.has("refused")) {
      assertThat(file.errors()).hasSize(1);
    } else {
      assertThat(file.errors()).isEmpty();
      JsonNode read = file.manifests().get(0).json().get("spec");
      assertThat(difference(read, row.get("json"))).as("%s", read).isZero();
    }
  }

  /** Of whole files, since each text of the table has lines after it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'a: |N  x';xN",
        "'a: |N  xN';xN",
        "'a: |+N  x';xN",
        "'a: |+N  xN';xN",
        "'a: |+N  xNN';xNN",
        "'a: >+N  xNN';xNN",
        "'a: |+N  xNN---N';xNN",
        "'a: |+N  xNN  ';xNNN",
        "'a: |+RN  xRNRN';xNN"
      })
  void theEndOfAFileAddsNoLineToATextThatKeepsItsOwn(String yaml, String value) {
    String text = "kind: A\n" + yaml.replace("R", "\r").replace("N", "\n");
    assertThat(read(text).manifests().get(0).json().get("a").textValue())
        .isEqualTo(value.replace("N", "\n"));
  }

  /** Numbers beyond 64 bits are doubles to kubectl; the kind of Jackson node does not matter. */
  private static int difference(JsonNode one, JsonNode other) {
    boolean same =
        one.equals(
            (a, b) -> {
              if (!a.isNumber() || !b.isNumber()) {
                return a.equals(b) ? 0 : 1;
              }
              boolean exact = a.canConvertToLong() && a.isIntegralNumber();
              return exact && b.canConvertToLong()
                  ? Long.compare(a.longValue(), b.longValue())
                  : Double.compare(a.doubleValue(), b.doubleValue());
            },
            other);
    return same ? 0 : 1;
  }
}
