package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Refusal;
import dev.heel.sandbox.kubernetes.store.WriteOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One HTTP request and its answer. */
final class Call {
  private final HttpExchange exchange;
  private final Map<String, String> query = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  Call(HttpExchange exchange) {
    this.exchange = exchange;
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.putIfAbsent(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  HttpExchange exchange() {
    return exchange;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  /** The parts of the path between its slashes. */
  List<String> segments() {
    return Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
        .filter(part -> !part.isEmpty())
        .map(part -> decode(part.replace("+", "%2B")))
        .toList();
  }

  /** The header, or an empty text. */
  String header(String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  /** The query parameter, or an empty text. */
  String query(String name) {
    return query.getOrDefault(name, "");
  }

  boolean asks(String name) {
    return query.containsKey(name) && query(name).matches("|1|true|True|TRUE|t");
  }

  /**
   * The body as an object.
   *
   * @throws Refusal 400 if it is none, 415 if it is in a form that is not understood
   */
  ObjectNode object() {
    if (tree() instanceof ObjectNode object) {
      return object;
    }
    throw Refusal.badRequest("the body is not an object");
  }

  /** The body as JSON, read from JSON, YAML or Protobuf; an empty body is an empty object. */
  JsonNode tree() {
    if (header("Content-Type").contains("protobuf")) {
      return Protobuf.read(bytes());
    }
    String text = new String(bytes(), StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return Trees.object();
    }
    try {
      boolean json = text.stripLeading().matches("(?s)[\\[{].*");
      return json ? Trees.read(text) : yaml(text);
    } catch (IllegalArgumentException | YamlEngineException e) {
      throw Refusal.badRequest("error decoding the body: " + e.getMessage());
    }
  }

  /** The parser's buffer takes the whole body: it stumbles over an emoji at a buffer's end. */
  private static JsonNode yaml(String text) {
    LoadSettings settings = LoadSettings.builder().setBufferSize(text.length() + 1).build();
    return Trees.MAPPER.valueToTree(new Load(settings).loadFromString(text));
  }

  private byte[] bytes() {
    try {
      return exchange.getRequestBody().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a write is to be done, from the query and the user agent. */
  WriteOptions writeOptions() {
    String manager = query("fieldManager");
    if (manager.isEmpty()) {
      manager = header("User-Agent").split("/", 2)[0];
    }
    WriteOptions.Strictness strictness =
        switch (query("fieldValidation")) {
          case "Strict" -> WriteOptions.Strictness.STRICT;
          case "Ignore" -> WriteOptions.Strictness.IGNORE;
          default -> WriteOptions.Strictness.WARN;
        };
    return new WriteOptions(manager, dryRun(), strictness, warnings);
  }

  boolean dryRun() {
    return query("dryRun").equals("All");
  }

  void answer(int code, JsonNode body) {
    for (String warning : warnings) {
      String quoted = warning.replace("\\", "\\\\").replace("\"", "\\\"");
      exchange.getResponseHeaders().add("Warning", "299 - \"" + quoted + '"');
    }
    send(code, "application/json", Trees.text(body));
  }

  void send(int code, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    try {
      exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
