package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The chart's values")
class ChartReadmeTest {
  private static final Path README = Chart.FOLDER.resolve("README.md");
  private static final String BEGIN = "verify -Dheel.update=true -->\n";
  private static final String END = "<!-- /values -->";

  private final List<ValuesTable.Value> values =
      ValuesTable.of(Chart.read(Chart.FOLDER.resolve("values.yaml")));

  @Test
  @DisplayName("each have a sentence, since the table has nothing else to say of them")
  void documented() {
    assertThat(values)
        .hasSizeGreaterThan(50)
        .filteredOn(value -> value.meaning().isBlank())
        .extracting(ValuesTable.Value::path)
        .isEmpty();
  }

  @Test
  @DisplayName("are all known to values.schema.json, and it knows no other at the top")
  void schema() {
    JsonNode schema =
        Serialization.unmarshal(
            Chart.read(Chart.FOLDER.resolve("values.schema.json")), JsonNode.class);
    assertThat(values)
        .extracting(value -> schema.at(pointer(value.path())).isMissingNode() ? value.path() : "")
        .containsOnly("");
    assertThat(schema.path("properties").fieldNames())
        .toIterable()
        .filteredOn(name -> !name.equals("global"))
        .allMatch(name -> values.stream().anyMatch(v -> v.path().split("\\.")[0].equals(name)));
  }

  @Test
  @DisplayName(
      "stand in the chart's README as values.yaml says them (-Dheel.update=true writes it)")
  void table() throws IOException {
    String before = Chart.read(README);
    int from = before.indexOf(BEGIN) + BEGIN.length();
    String table =
        "\n| value | default | meaning |\n|---|---|---|\n" + ValuesTable.markdown(values) + "\n";
    String current = before.substring(0, from) + table + before.substring(before.indexOf(END));
    if (Boolean.getBoolean("heel.update")) {
      Files.writeString(README, current);
    }
    assertThat(Chart.read(README))
        .as("helm/heel/README.md is stale: run ./mvnw verify -Dheel.update=true and commit it")
        .isEqualTo(current);
  }

  private static String pointer(String path) {
    return "/properties/" + path.replace(".", "/properties/");
  }
}
