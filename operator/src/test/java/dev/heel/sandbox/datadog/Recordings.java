package dev.heel.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.Exchanges;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recorded traffic of the real API, as requests that can be sent again. */
final class Recordings {
  private Recordings() {}

  /**
   * One file: a single exchange, or a sequence whose ids belong together.
   *
   * @param name of the file, below the folder
   */
  record Recording(String name, List<Exchange> exchanges) {}

  /** One request with the answer that the real API gave. */
  record Exchange(JsonNode request, JsonNode response) {
    String method() {
      return request.path("method").asText();
    }

    String path() {
      return request.path("path").asText();
    }

    String query() {
      String query =
          request.path("query").properties().stream()
              .map(each -> each.getKey() + "=" + encoded(each.getValue().asText()))
              .collect(Collectors.joining("&"));
      return query.isEmpty() ? "" : "?" + query;
    }

    /** The request's body as text, or null. */
    String body() {
      JsonNode body = request.path("body");
      return body.isContainerNode() ? body.toString() : null;
    }

    int status() {
      return response.path("status").asInt();
    }

    JsonNode answer() {
      return response.path("body");
    }

    /** What the path is about: {@code v1 dashboard}, {@code v2 monitor/policy}. */
    String kind() {
      String[] parts = path().split("/", -1);
      String kind = parts[2] + " " + parts[3];
      boolean nested =
          parts.length > 4 && (parts[3].equals("monitor") || parts[3].equals("integration"));
      return nested ? kind + "/" + parts[4].replaceAll("\\d+", "{id}") : kind;
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  static List<Recording> read() {
    return Exchanges.all().stream().map(Recordings::recording).toList();
  }

  private static Recording recording(Exchanges.Recording file) {
    return new Recording(file.name(), file.exchanges().stream().map(Recordings::exchange).toList());
  }

  private static Exchange exchange(JsonNode json) {
    return new Exchange(json.get("request"), json.get("response"));
  }

  /** Exchanges by kind, most first. */
  static Map<String, Long> byKind(Stream<Exchange> exchanges) {
    return exchanges.collect(
        Collectors.groupingBy(Exchange::kind, TreeMap::new, Collectors.counting()));
  }
}
