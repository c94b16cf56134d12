package dev.heel.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.Column;
import dev.heel.resource.Kind;
import java.util.List;

/** {@link DatadogAgent}, of which workloads in the cluster are made. */
public final class AgentKind implements Kind<DatadogAgent> {
  @Override
  public Class<DatadogAgent> type() {
    return DatadogAgent.class;
  }

  @Override
  public String noun() {
    return "Agent";
  }

  /** On how many nodes it runs, and how many checks. */
  @Override
  public String glance(JsonNode status, JsonNode object) {
    if (!status.hasNonNull("nodes")) {
      return "";
    }
    String nodes = status.path("nodes").asText().replace("/", " of ");
    int checks = status.path("checks").asInt();
    return "%s nodes, %d check%s".formatted(nodes, checks, checks == 1 ? "" : "s");
  }

  @Override
  public List<Column> ownColumns() {
    return List.of(Column.text("NODES", ".status.nodes"), Column.count("CHECKS", ".status.checks"));
  }

  @Override
  public List<Column> wideColumns() {
    return List.of(Column.text("IMAGE", ".status.image").onlyWide());
  }
}
