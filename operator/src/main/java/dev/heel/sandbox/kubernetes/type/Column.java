package dev.heel.sandbox.kubernetes.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.Function;

/**
 * One column of {@code kubectl get}.
 *
 * @param name the heading
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date}
 * @param priority 0 is always shown, anything above only with {@code -o wide}
 * @param cell the value in an object; null if there is none
 */
public record Column(String name, String type, int priority, Function<JsonNode, JsonNode> cell) {
  /** A column of a value found by a JSONPath, converted as the API server converts it. */
  public static Column path(String name, String type, String path) {
    JsonPath parsed = JsonPath.parse(path);
    return new Column(name, type, 0, object -> convert(parsed.find(object), type));
  }

  static Column text(String name, Function<JsonNode, String> text) {
    return new Column(name, "string", 0, object -> TextNode.valueOf(text.apply(object)));
  }

  static Column age() {
    return text("Age", o -> Ages.since(o.path("metadata").path("creationTimestamp").asText()));
  }

  static Column ofName() {
    return text("Name", object -> object.path("metadata").path("name").asText());
  }

  public Column wide() {
    return withPriority(1);
  }

  public Column withPriority(int other) {
    return new Column(name, type, other, cell);
  }

  private static JsonNode convert(List<JsonNode> found, String type) {
    if (found.isEmpty()) {
      return NullNode.getInstance();
    }
    JsonNode value = found.get(0);
    return switch (type) {
      case "integer", "number" -> value.isNumber() ? value : NullNode.getInstance();
      case "boolean" -> value.isBoolean() ? value : NullNode.getInstance();
      case "date" -> TextNode.valueOf(Ages.since(value.asText()));
      default -> TextNode.valueOf(value.isValueNode() ? value.asText() : value.toString());
    };
  }
}
