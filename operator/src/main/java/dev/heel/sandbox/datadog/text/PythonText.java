package dev.heel.sandbox.datadog.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JSON as some of Datadog's errors quote it: the way that Python prints dictionaries. */
public final class PythonText {
  private PythonText() {}

  /** {@code {'name': 'a', 'values': ['*'], 'on': True, 'off': None}}. */
  public static String of(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT ->
          value.properties().stream()
              .map(each -> quoted(each.getKey()) + ": " + of(each.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case ARRAY ->
          StreamSupport.stream(value.spliterator(), false)
              .map(PythonText::of)
              .collect(Collectors.joining(", ", "[", "]"));
      case STRING -> quoted(value.asText());
      case BOOLEAN -> value.asBoolean() ? "True" : "False";
      case NULL, MISSING -> "None";
      default -> value.asText();
    };
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return text.contains("'") && !text.contains("\"")
        ? '"' + escaped + '"'
        : "'" + escaped.replace("'", "\\'") + "'";
  }
}
