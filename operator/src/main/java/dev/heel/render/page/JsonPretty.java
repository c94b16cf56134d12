package dev.heel.render.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Optional;

/** JSON with a line for each field. */
final class JsonPretty {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY =
      JSON.writer(
          new DefaultPrettyPrinter(
              Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER)));

  private JsonPretty() {}

  /** Empty for a text that is no JSON object or array. */
  static Optional<String> of(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node == null || !node.isContainerNode()
          ? Optional.empty()
          : Optional.of(PRETTY.writeValueAsString(node));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
