package dev.heel.sandbox.datadog.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.text.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A strict schema, as API v2 has for some bodies, in the words that its errors have. */
public final class Strict {
  private Strict() {}

  /**
   * @throws ApiError 400 when it is no object, lacks a member or has one too many
   */
  public static void object(JsonNode value, Set<String> known, List<String> required) {
    require(value.isObject(), value, "object");
    List<String> unknown = new ArrayList<>();
    value.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      String verb = unknown.size() == 1 ? "was" : "were";
      throw ApiError.badRequest(
          "Additional properties are not allowed ('%s' %s unexpected)"
              .formatted(String.join("', '", unknown), verb));
    }
    for (String name : required) {
      if (!value.has(name)) {
        throw ApiError.badRequest("'" + name + "' is a required property");
      }
    }
  }

  public static void text(JsonNode value) {
    require(value.isTextual(), value, "string");
  }

  public static void textOrNull(JsonNode value) {
    require(value.isTextual() || value.isNull(), value, "string");
  }

  public static void flag(JsonNode value) {
    require(value.isBoolean(), value, "boolean");
  }

  public static void array(JsonNode value) {
    require(value.isArray(), value, "array");
  }

  public static void oneOf(JsonNode value, List<String> allowed) {
    if (!value.isTextual() || !allowed.contains(value.asText())) {
      String words = "['" + String.join("', '", allowed) + "']";
      throw ApiError.badRequest(PythonText.of(value) + " is not one of " + words);
    }
  }

  private static void require(boolean good, JsonNode value, String type) {
    if (!good) {
      throw ApiError.badRequest(PythonText.of(value) + " is not of type '" + type + "'");
    }
  }
}
