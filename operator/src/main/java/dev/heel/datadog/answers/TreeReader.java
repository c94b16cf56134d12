package dev.heel.datadog.answers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.read.Pointers;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Consumer;

/**
 * JSON as it is on the wire as a tree that is weighed while it grows, since it takes four to six
 * times the room of its text: 500 and 500.0 stay what they are, nulls stay, nothing is coerced.
 */
final class TreeReader {
  // What objects of the JVM take, beside the text itself, which was counted as it came.
  private static final int CONTAINER = 120;
  private static final int FIELD = 40;
  private static final int SCALAR = 40;

  /** A number with more digits than this, written out, is a trap for whoever writes it out. */
  private static final int MOST_DIGITS = 400;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final AnswerRoom.Claim claim;

  /**
   * @param parser at the first token
   */
  TreeReader(JsonParser parser, AnswerRoom.Claim claim) {
    this.parser = parser;
    this.claim = claim;
  }

  /**
   * The value, but for the items of one array in it.
   *
   * @param items JSON pointer of that array, which stays empty; null for none
   * @param each takes its items
   */
  JsonNode read(String items, Consumer<JsonNode> each) throws IOException {
    return items == null ? value() : around("", items, each);
  }

  private JsonNode around(String at, String items, Consumer<JsonNode> each) throws IOException {
    if (at.equals(items) && parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        each.accept(value());
      }
      return NODES.arrayNode();
    }
    if (!items.startsWith(at + "/") || parser.currentToken() != JsonToken.START_OBJECT) {
      return value();
    }
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      object.set(name, around(Pointers.member(at, name), items, each));
      claim.take(FIELD);
    }
    return object;
  }

  private JsonNode value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> weighed(NODES.textNode(parser.getText()), SCALAR);
      case VALUE_NUMBER_INT -> weighed(integer(), SCALAR);
      case VALUE_NUMBER_FLOAT -> weighed(decimal(), SCALAR);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new UnreadableException("an answer that ends too early");
    };
  }

  private ObjectNode object() throws IOException {
    ObjectNode object = weighed(NODES.objectNode(), CONTAINER);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      claim.take(FIELD);
      object.set(name, value());
    }
    return object;
  }

  private ArrayNode array() throws IOException {
    ArrayNode array = weighed(NODES.arrayNode(), CONTAINER);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  private JsonNode integer() throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private JsonNode decimal() throws IOException {
    BigDecimal value = parser.getDecimalValue();
    if (Math.abs((long) value.scale()) + value.precision() > MOST_DIGITS) {
      throw new UnreadableException("an answer with a number of very many digits");
    }
    return DecimalNode.valueOf(value);
  }

  private <N extends JsonNode> N weighed(N node, int bytes) throws UnreadableException {
    claim.take(bytes);
    return node;
  }
}
