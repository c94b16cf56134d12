package dev.heel.sandbox.datadog.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** JSON trees in and out. */
public final class Json {
  public static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  public static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /**
   * @return the tree; a missing node for no bytes at all
   * @throws JsonProcessingException when the bytes are not JSON
   */
  public static JsonNode read(byte[] bytes) throws JsonProcessingException {
    try {
      return bytes.length == 0 ? MAPPER.missingNode() : MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree could not be written", e);
    }
  }

  /** How JSON:API names an object. */
  public static ObjectNode reference(String type, String id) {
    return object().put("type", type).put("id", id);
  }

  /** A new object with the same members; the members themselves are shared. */
  public static ObjectNode shallow(ObjectNode node) {
    ObjectNode copy = object();
    copy.setAll(node);
    return copy;
  }

  /** JSON merge patch (RFC 7386): null removes, objects merge, everything else replaces. */
  public static ObjectNode merged(ObjectNode target, JsonNode patch) {
    ObjectNode result = target.deepCopy();
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      JsonNode old = result.get(member.getKey());
      if (member.getValue().isNull()) {
        result.remove(member.getKey());
      } else if (member.getValue().isObject()) {
        ObjectNode base = old != null && old.isObject() ? (ObjectNode) old : object();
        result.set(member.getKey(), merged(base, member.getValue()));
      } else {
        result.set(member.getKey(), member.getValue());
      }
    }
    return result;
  }
}
