package dev.heel.sandbox.datadog.faults;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request as it arrived, for choosing which ones a fault hits.
 *
 * @param path without the query
 * @param query as it stood in the request line, or empty
 * @param body parsed; a missing node for none or for something that is not JSON
 */
public record Arrival(String method, String path, String query, JsonNode body) {
  public String line() {
    return method + " " + path;
  }

  String fullLine() {
    return query.isEmpty() ? line() : line() + "?" + query;
  }
}
