package dev.heel.engine.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A definition as a ConfigMap holds it: JSON or YAML 1.2, of which JSON is a part; plain in {@code
 * data}, plain or gzipped in {@code binaryData}.
 */
public final class DefinitionText {
  /** Content beyond this, unpacked, is refused; a ConfigMap itself ends at 1 MiB. */
  public static final int LARGEST = 4 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALIASES = 50;

  /** A definition that cannot be used; the message continues from "key … of ConfigMap …". */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean missing;

    UnusableException(boolean missing, String message) {
      super(message, null, false, false);
      this.missing = missing;
    }

    /** Whether it is not there, rather than wrong. */
    public boolean isMissing() {
      return missing;
    }
  }

  private DefinitionText() {}

  /**
   * The definition as a tree.
   *
   * @param data the key's text; null if {@code data} does not have it
   * @param binary the key's Base64 text; null if {@code binaryData} does not have it
   */
  public static JsonNode of(String data, String binary) throws UnusableException {
    if (data == null && binary == null) {
      throw new UnusableException(true, "is not there");
    }
    JsonNode node = tree(parsed(data != null ? data : unpacked(binary)));
    if (!node.isObject()) {
      throw new UnusableException(false, "is no mapping");
    }
    return node;
  }

  private static Object parsed(String text) throws UnusableException {
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setMaxAliasesForCollections(ALIASES)
              .setCodePointLimit(LARGEST)
              .setBufferSize(text.length() + 1)
              .build();
      DefinitionBounds.ofText(text, settings);
      return new Load(settings).loadFromString(text);
    } catch (YamlEngineException | IllegalArgumentException e) {
      throw new UnusableException(false, "is neither JSON nor YAML: " + fault(e));
    } catch (StackOverflowError e) {
      throw tooDeep();
    }
  }

  /** An anchor that contains itself has no end, and a tree has. */
  private static JsonNode tree(Object value) throws UnusableException {
    try {
      DefinitionBounds.ofValue(value);
      return JSON.valueToTree(value);
    } catch (IllegalArgumentException | StackOverflowError e) {
      throw tooDeep();
    }
  }

  private static UnusableException tooDeep() {
    return new UnusableException(false, "is nested too deeply, or has a key that is no text");
  }

  private static String fault(RuntimeException failure) {
    if (failure instanceof MarkedYamlEngineException marked
        && marked.getProblemMark().isPresent()) {
      Mark mark = marked.getProblemMark().get();
      return "line %d, column %d: %s"
          .formatted(mark.getLine() + 1, mark.getColumn() + 1, marked.getProblem());
    }
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static String unpacked(String binary) throws UnusableException {
    try (InputStream in = plain(Base64.getMimeDecoder().decode(binary))) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new UnusableException(false, "is larger than 4 MiB when unpacked");
      }
      return new String(content, StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableException(false, "is not valid gzip or Base64: " + e.getMessage());
    }
  }

  private static InputStream plain(byte[] bytes) throws IOException {
    boolean zipped = bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    InputStream in = new ByteArrayInputStream(bytes);
    return zipped ? new GZIPInputStream(in) : in;
  }
}
