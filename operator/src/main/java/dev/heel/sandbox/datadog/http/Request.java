package dev.heel.sandbox.datadog.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.world.Organisation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a route sees it: keys checked, path taken apart, body parsed.
 *
 * @param path the path's parameters
 * @param body the JSON body; a missing node when there was none
 * @param organisation whose objects it is about; null where the route did not ask for both keys
 * @param apiKey as it was sent, or null
 */
public record Request(
    Map<String, String> path,
    Map<String, String> query,
    JsonNode body,
    Organisation organisation,
    String apiKey) {

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  public boolean flag(String name) {
    return query(name).map(value -> value.equalsIgnoreCase("true")).orElse(false);
  }

  /** A comma-separated parameter; empty when it is absent. */
  public List<String> words(String name) {
    return query(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** A whole number, 0 or more; 400 for anything else. */
  public Optional<Long> number(String name) {
    return query(name)
        .map(
            value -> {
              if (!value.matches("\\d{1,18}")) {
                throw ApiError.badRequest(invalid(name));
              }
              return Long.valueOf(value);
            });
  }

  /** The body as an object; 400 when it is something else or nothing. */
  public ObjectNode object() {
    if (!body.isObject()) {
      throw ApiError.badRequest("Payload is not in the expected format");
    }
    return (ObjectNode) body;
  }

  /** Datadog's sentence about a parameter that it does not accept. */
  public static String invalid(String name) {
    return "The value provided for parameter '" + name + "' is invalid";
  }
}
