package dev.heel.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** What there is to see of an Agent or a check, in the few words that a line of a table holds. */
final class AgentWords {
  private AgentWords() {}

  /**
   * @param status of a DatadogAgent or DatadogCheck
   * @return empty if it says nothing yet
   */
  static String of(JsonNode status) {
    if (status.hasNonNull("placement")) {
      return status.path("placement").asText();
    }
    if (!status.hasNonNull("nodes")) {
      return "";
    }
    String nodes = status.path("nodes").asText().replace("/", " of ");
    int checks = status.path("checks").asInt();
    return "%s nodes, %d check%s".formatted(nodes, checks, checks == 1 ? "" : "s");
  }
}
