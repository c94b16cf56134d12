package dev.heel.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files by their path below a folder, with {@code /} between folders: what is written out. */
public final class Tree {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectWriter JSON =
      MAPPER.writer(
          new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

  private Tree() {}

  /** {@code KIND/NAMESPACE.NAME.json} for each body, with the request's JSON in it. */
  public static SortedMap<String, String> of(List<Body> bodies) {
    SortedMap<String, String> files = new TreeMap<>();
    bodies.forEach(body -> files.put(path(body), text(body)));
    return files;
  }

  private static String path(Body body) {
    return "%s/%s.%s.json".formatted(body.kind().name(), body.namespace(), body.name());
  }

  private static String text(Body body) {
    try {
      return JSON.writeValueAsString(body.sent()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can be written", e);
    }
  }

  /** What a file holds: JSON of a file that is JSON, else its text. */
  public static JsonNode content(String path, String text) {
    try {
      return path.endsWith(".json") ? MAPPER.readTree(text) : TextNode.valueOf(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written as JSON can be read", e);
    }
  }
}
