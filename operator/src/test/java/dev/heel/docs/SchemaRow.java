package dev.heel.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One field of a schema in the words of a reference page.
 *
 * @param path from the part's root: {@code schedule.weekly[].days}
 */
record SchemaRow(String path, boolean required, JsonNode schema) {
  String markdown() {
    String name = "`" + path + "`";
    return Docs.row(
        List.of(
            required ? "**" + name + "**" : name,
            type(schema),
            schema.has("default") ? "`" + plain(schema.path("default")) + "`" : "",
            schema.path("description").asText().replace("<", "&lt;")));
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      return values(schema.path("enum"));
    }
    String open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean() ? ", open" : "";
    String type =
        switch (schema.path("type").asText()) {
          case "string" -> "text";
          case "boolean" -> "`true` or `false`";
          case "integer" -> "whole number";
          case "number" -> "number";
          case "array" -> "list of " + type(schema.path("items"));
          case "object" -> object(schema) + open;
          default ->
              schema.path("x-kubernetes-int-or-string").asBoolean() ? "number or text" : "anything";
        };
    return type + limits(schema);
  }

  private static String object(JsonNode schema) {
    return schema.has("additionalProperties")
        ? "map of " + type(schema.path("additionalProperties"))
        : "object";
  }

  private static String values(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(value -> "`" + plain(value) + "`")
        .collect(Collectors.joining(", "));
  }

  private static String limits(JsonNode schema) {
    List<String> limits = new ArrayList<>();
    range(schema, "minLength", "maxLength", " characters", limits);
    range(schema, "minItems", "maxItems", " entries", limits);
    range(schema, "minProperties", "maxProperties", " entries", limits);
    range(schema, "minimum", "maximum", "", limits);
    if (schema.path("type").asText().equals("string")) {
      schema
          .path("x-kubernetes-validations")
          .forEach(rule -> limits.add(rule.path("message").asText().replace("must be ", "")));
    }
    return limits.isEmpty() ? "" : ", " + String.join(", ", limits);
  }

  private static void range(
      JsonNode schema, String least, String most, String unit, List<String> limits) {
    String from = plain(schema.path(least));
    String to = plain(schema.path(most));
    if (!from.isEmpty() && !to.isEmpty()) {
      limits.add(from + " to " + to + unit);
    } else if (from.equals("1") && !unit.isEmpty()) {
      limits.add("not empty");
    } else if (!from.isEmpty()) {
      limits.add("at least " + from + unit);
    } else if (!to.isEmpty()) {
      limits.add("at most " + to + unit);
    }
  }

  private static String plain(JsonNode value) {
    return value.isDouble() && value.doubleValue() == Math.rint(value.doubleValue())
        ? Long.toString(value.longValue())
        : value.asText();
  }
}
