package dev.heel.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A plain HTTP client of the API, with JSON written as people write it ({@code 'a': 1}). */
final class Caller {
  static final String API_KEY = "0123456789abcdef0123456789abcdef";
  static final String OTHER_API_KEY = "fedcba9876543210fedcba9876543210";
  static final String APPLICATION_KEY = "0123456789abcdef0123456789abcdef01234567";

  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI server;
  private final String apiKey;
  private final String applicationKey;
  private final Duration patience;

  /** An answer; a body that is not JSON is a text node. */
  record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    String error() {
      return body.path("errors").path(0).asText();
    }

    long id() {
      return body.path("id").asLong();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }
  }

  Caller(DatadogServer server) {
    this(server, API_KEY, APPLICATION_KEY);
  }

  Caller(DatadogServer server, Duration patience) {
    this(server.url(), API_KEY, APPLICATION_KEY, patience);
  }

  /** With other keys; null leaves one out. */
  Caller(DatadogServer server, String apiKey, String applicationKey) {
    this(server.url(), apiKey, applicationKey, Duration.ofSeconds(20));
  }

  private Caller(URI server, String apiKey, String applicationKey, Duration patience) {
    this.server = server;
    this.apiKey = apiKey;
    this.applicationKey = applicationKey;
    this.patience = patience;
  }

  Answer get(String path) {
    return call("GET", path, null);
  }

  Answer post(String path, String json) {
    return call("POST", path, json);
  }

  Answer put(String path, String json) {
    return call("PUT", path, json);
  }

  Answer patch(String path, String json) {
    return call("PATCH", path, json);
  }

  Answer delete(String path) {
    return call("DELETE", path, null);
  }

  /**
   * @param json may use single quotes; null for no body
   * @throws UncheckedIOException when no whole answer arrives
   */
  Answer call(String method, String path, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(patience)
            .header("User-Agent", "caller/1")
            .method(
                method,
                json == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(json.replace('\'', '"')));
    if (apiKey != null) {
      request.header("DD-API-KEY", apiKey);
    }
    if (applicationKey != null) {
      request.header("DD-APPLICATION-KEY", applicationKey);
    }
    try {
      HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), parsed(answer.body()), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parsed(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      return MAPPER.getNodeFactory().textNode(body);
    }
  }
}
