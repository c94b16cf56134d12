package dev.heel.sandbox.datadog.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.heel.sandbox.datadog.faults.Arrival;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.Organisation;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP request, read whole.
 *
 * @param arrival what of it can choose a fault
 * @param malformed whether the body is something else than JSON
 */
record Incoming(Arrival arrival, Headers headers, boolean malformed) {

  static Incoming read(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    JsonNode body = Json.MAPPER.missingNode();
    boolean malformed = false;
    try {
      body = Json.read(bytes);
    } catch (JsonProcessingException e) {
      malformed = true;
    }
    String query = exchange.getRequestURI().getRawQuery();
    Arrival arrival =
        new Arrival(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            query == null ? "" : query,
            body);
    return new Incoming(arrival, exchange.getRequestHeaders(), malformed);
  }

  String method() {
    return arrival.method();
  }

  String path() {
    return arrival.path();
  }

  String line() {
    return arrival.line();
  }

  String apiKey() {
    return headers.getFirst("DD-API-KEY");
  }

  String applicationKey() {
    return headers.getFirst("DD-APPLICATION-KEY");
  }

  String userAgent() {
    String agent = headers.getFirst("User-Agent");
    return agent == null ? "-" : agent;
  }

  /** Enough of the API key to tell keys apart. */
  String keyTail() {
    String key = apiKey();
    return key == null || key.length() < 8 ? "-" : "…" + key.substring(key.length() - 4);
  }

  Request request(Map<String, String> path, Organisation organisation) {
    Map<String, String> query = new HashMap<>();
    for (String pair : arrival.query().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    return new Request(path, query, arrival.body(), organisation, apiKey());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
