package dev.heel.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * One document of a file.
 *
 * @param json its value
 * @param spots where each value stands, by JSON pointer
 * @param traps in the document's order
 */
record Document(JsonNode json, Map<String, Spot> spots, List<Trap> traps) {
  static String below(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
