package dev.heel.kinds.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** JSON that stands in a text, as the API has payloads and headers. */
final class JsonText {
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);

  private JsonText() {}

  /** What the text says; empty if it is no text or no JSON. */
  static Optional<JsonNode> read(JsonNode text) {
    return text != null && text.isTextual() && fault(text.textValue()).isEmpty()
        ? parsed(text.textValue())
        : Optional.empty();
  }

  /** The same, if it is a mapping. */
  static Optional<ObjectNode> object(JsonNode text) {
    return read(text).filter(JsonNode::isObject).map(ObjectNode.class::cast);
  }

  /** Why a text is no JSON; empty if it is. */
  static Optional<String> fault(String text) {
    try {
      JsonNode node = STRICT.readTree(text);
      return node.isMissingNode() ? Optional.of("it is empty") : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(e.getOriginalMessage().lines().findFirst().orElse("it cannot be read"));
    }
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(STRICT.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
