package dev.heel.agent.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.Column;
import dev.heel.resource.Kind;
import java.util.List;

/** {@link DatadogCheck}, of which files of the Agents are made. */
public final class CheckKind implements Kind<DatadogCheck> {
  @Override
  public Class<DatadogCheck> type() {
    return DatadogCheck.class;
  }

  @Override
  public String noun() {
    return "check";
  }

  /** Where it runs. */
  @Override
  public String glance(JsonNode status, JsonNode object) {
    return status.path("placement").asText("");
  }

  @Override
  public List<Column> ownColumns() {
    return List.of(
        Column.text("CHECK", ".status.check"),
        Column.text("RUNS ON", ".status.runsOn"),
        Column.count("INSTANCES", ".status.instances"));
  }

  @Override
  public List<Column> wideColumns() {
    return List.of(
        Column.text("AGENTS", ".status.agents").onlyWide(),
        Column.text("PLACEMENT", ".status.placement").onlyWide());
  }
}
