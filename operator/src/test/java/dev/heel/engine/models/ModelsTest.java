package dev.heel.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A body beside Datadog's models")
class ModelsTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final String WIDGET = "/widgets/0/definition";

  private static Model dashboard() {
    return Models.ofRequest("POST", "/api/v1/dashboard").orElseThrow();
  }

  private static JsonNode board(String widget) throws IOException {
    return YAML.readTree(
        "{title: a, layout_type: ordered, widgets: [{definition: " + widget + "}]}");
  }

  @DisplayName("what is otherwise has its sort and its place")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "{type: note, content: a}; []",
        "{type: nota, content: a}; [VALUE /type]",
        "{content: a}; [MISSING ]",
        "{type: note}; [MISSING ]",
        "{type: note, content: 5}; [TYPE /content]",
        "{type: note, content: null}; [MISSING ]",
        "{type: note, content: a, colour: red}; [NAME /colour]",
        "{type: note, content: a, text_align: middle}; [VALUE /text_align]",
        "{type: timeseries, requests: []}; [EMPTY /requests]",
        "{type: timeseries, requests: [{q: a, style: {palette: 1}}]};"
            + " [TYPE /requests/0/style/palette]",
        "{type: timeseries, requests: [{queries: [{data_source: metrics, name: a}]}]};"
            + " [MISSING /requests/0/queries/0]",
        "{type: timeseries, requests: [{queries: [{data_source: metric, name: a, query: b}]}]};"
            + " [VALUE /requests/0/queries/0/data_source]",
        "{type: group, layout_type: ordered, widgets: [{definition: {type: note}}]};"
            + " [MISSING /widgets/0/definition]",
        "[]; [TYPE ]",
      })
  void misfits(String widget, String told) throws IOException {
    assertThat(
            dashboard().misfits(board(widget)).stream()
                .map(each -> each.sort() + " " + each.pointer().replaceFirst(WIDGET, ""))
                .toList()
                .toString())
        .isEqualTo(told);
  }

  @Test
  @DisplayName("of forms that no field tells apart, the nearest one is meant")
  void nearestForm() throws IOException {
    Model downtime = Models.ofRequest("POST", "/api/v2/downtime").orElseThrow();
    JsonNode body =
        YAML.readTree(
            "{data: {type: downtime, attributes: {scope: a, monitor_identifier: {monitor_id: x}}}}");

    assertThat(downtime.misfits(body))
        .extracting(Misfit::sort, Misfit::pointer, misfit -> misfit.known().get(0))
        .containsExactly(
            tuple(
                Misfit.Sort.TYPE,
                "/data/attributes/monitor_identifier/monitor_id",
                "a whole number"));
  }

  @Test
  @DisplayName("a request is found by its method and path, whatever its parameters are called")
  void requests() {
    assertThat(Models.ofRequest("PUT", "/api/v1/monitor/{monitor}")).isPresent();
    assertThat(Models.ofRequest("PUT", "/api/v1/monitors/{id}")).isEmpty();
    assertThat(Models.ofRequest("BREW", "/api/v2/downtime")).isEmpty();
  }
}
