package dev.heel.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON values of a text, and notes where everything was. */
final class JsonDocument {
  /** A key may be as long as its document: what is too long for a field is for its rules to say. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNameLength(Integer.MAX_VALUE).build())
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final JsonPlaces places;
  private Map<String, Spot> spots = new HashMap<>();

  private JsonDocument(JsonParser parser, JsonPlaces places) {
    this.parser = parser;
    this.places = places;
  }

  /** One document for each value that stands in the text. */
  static List<Document> all(String text, int firstLine) throws Unreadable {
    JsonPlaces places = new JsonPlaces(text, firstLine);
    List<Document> documents = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonDocument reader = new JsonDocument(parser, places);
      while (parser.nextToken() != null) {
        reader.spots = new HashMap<>();
        JsonNode json = reader.value("", reader.here());
        documents.add(new Document(json, reader.spots, List.of()));
      }
      return documents;
    } catch (StreamConstraintsException e) {
      throw new Unreadable(places.start(), "this document is nested too deeply to be read", "");
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      Position position = at == null || at.getCharOffset() < 0 ? places.start() : places.of(at);
      throw new Unreadable(position, "not JSON: " + e.getOriginalMessage(), "");
    } catch (IOException e) {
      throw new Unreadable(places.start(), "not JSON: " + e.getMessage(), "");
    }
  }

  private Position here() {
    return places.of(parser.currentTokenLocation());
  }

  private JsonNode value(String pointer, Position key) throws IOException, Unreadable {
    JsonToken token = parser.currentToken();
    boolean text = token == JsonToken.VALUE_STRING;
    Spot.Style style = text ? Spot.Style.DOUBLE_QUOTED : Spot.Style.OTHER;
    spots.put(pointer, new Spot(key, here(), style));
    return switch (token) {
      case START_OBJECT -> object(pointer);
      case START_ARRAY -> array(pointer);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Scalars.read(parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object(String pointer) throws IOException, Unreadable {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Position key = here();
      String below = Document.below(pointer, name);
      if (object.has(name)) {
        Position earlier = spots.get(below).key();
        throw new Unreadable(
            key,
            "the key "
                + name
                + " is already in this object, at line "
                + earlier.line()
                + ", column "
                + earlier.column(),
            "leave one of the two");
      }
      parser.nextToken();
      object.set(name, value(below, key));
    }
    return object;
  }

  private ArrayNode array(String pointer) throws IOException, Unreadable {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(Document.below(pointer, Integer.toString(array.size())), here()));
    }
    return array;
  }
}
