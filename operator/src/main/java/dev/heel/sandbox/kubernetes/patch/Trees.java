package dev.heel.sandbox.kubernetes.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Small words for JSON trees. */
public final class Trees {
  public static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectMapper SORTED =
      JsonMapper.builder().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true).build();

  private Trees() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The member {@code name} as an object; made, or put in the place of what is no object. */
  public static ObjectNode child(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode present ? present : parent.putObject(name);
  }

  /** The member {@code name} as a list; made, or put in the place of what is no list. */
  public static ArrayNode list(ObjectNode parent, String name) {
    return parent.get(name) instanceof ArrayNode present ? present : parent.putArray(name);
  }

  /** The texts of a list of texts; empty for anything else. */
  public static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** The names of the members, copied, so that members may be removed meanwhile. */
  public static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** One line of JSON. */
  public static String text(JsonNode node) {
    return write(MAPPER, node);
  }

  /** One line of JSON with the members of every object in order of their names. */
  static String sortedText(JsonNode node) {
    return write(SORTED, MAPPER.convertValue(node, Object.class));
  }

  /**
   * Reads JSON; anything else is an {@link IllegalArgumentException} with the parser's sentence.
   */
  public static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private static String write(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }
}
