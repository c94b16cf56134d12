package dev.heel.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recorded traffic of the real API, if the folder with it is there. */
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

  /** The folder: property {@code heel.exchanges}, else beside the checkout. */
  static Optional<Path> folder() {
    Path folder = Path.of(System.getProperty("heel.exchanges", "../../shared/exchanges"));
    return Optional.of(folder).filter(Files::isDirectory);
  }

  static List<Recording> read(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> recording(folder, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recording recording(Path folder, Path file) {
    try {
      JsonNode json = Caller.MAPPER.readTree(Files.readString(file));
      List<Exchange> exchanges = new ArrayList<>();
      if (json.has("exchanges")) {
        json.get("exchanges").forEach(each -> exchanges.add(exchange(each)));
      } else {
        exchanges.add(exchange(json));
      }
      return new Recording(folder.relativize(file).toString(), exchanges);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Exchange exchange(JsonNode json) {
    return new Exchange(json.get("request"), json.get("response"));
  }

  /** Exchanges by kind, most first. */
  static Map<String, Long> byKind(Stream<Exchange> exchanges) {
    return exchanges.collect(
        Collectors.groupingBy(Exchange::kind, java.util.TreeMap::new, Collectors.counting()));
  }
}
