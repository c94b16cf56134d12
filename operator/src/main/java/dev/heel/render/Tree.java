package dev.heel.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
  public static SortedMap<String, byte[]> of(List<Body> bodies) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    bodies.forEach(body -> files.put(path(body), text(body)));
    return files;
  }

  private static String path(Body body) {
    return "%s/%s.%s.json".formatted(body.kind().name(), body.namespace(), body.name());
  }

  private static byte[] text(Body body) {
    try {
      return (JSON.writeValueAsString(body.sent()) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can be written", e);
    }
  }

  /** What a file holds: JSON of a file that is JSON, else its text, else its bytes in Base64. */
  public static JsonNode content(String path, byte[] file) {
    try {
      return path.endsWith(".json") ? MAPPER.readTree(file) : TextNode.valueOf(text(file));
    } catch (CharacterCodingException e) {
      return BinaryNode.valueOf(file);
    } catch (IOException e) {
      throw new IllegalStateException("what was written as JSON can be read", e);
    }
  }

  private static String text(byte[] file) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
  }
}
