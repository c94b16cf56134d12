package dev.heel.datadog.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;

/**
 * A body as far as it was read.
 *
 * @param json what it says; empty if it is no JSON, and a null node if it is empty
 * @param length how many bytes came, after decompression
 * @param fault why it was not read to its end, as "an answer that …"; null if it was
 */
public record Body(Optional<JsonNode> json, long length, String fault) {
  static final Body EMPTY = new Body(Optional.of(NullNode.getInstance()), 0, null);

  public boolean isEmpty() {
    return fault == null && json.filter(JsonNode::isNull).isPresent();
  }
}
