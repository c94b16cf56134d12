package dev.heel.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Splits a file into its documents and reads each by itself, so that one fault costs one. */
final class Documents {
  private static final int LARGEST = 64 * 1024 * 1024;

  private final Source source;
  private final Lines lines;
  private final List<Manifest> manifests = new ArrayList<>();
  private final List<ManifestError> errors = new ArrayList<>();

  private Documents(Source source, String text) {
    this.source = source;
    this.lines = new Lines(text);
  }

  static ReadFile read(Source source, String text) {
    Documents documents = new Documents(source, text);
    documents.split();
    return new ReadFile(source, ReadFile.Access.READ, documents.manifests, documents.errors);
  }

  /**
   * A line that begins with {@code ---} ends a document, wherever it stands. As kubectl reads, each
   * line ends with one break, the last one too if the file leaves it out.
   */
  private void split() {
    StringBuilder document = new StringBuilder();
    int firstLine = 1;
    int number = 0;
    String text = lines.text();
    String ended = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : ended.split("\n", -1)) {
      int at = number + 1;
      number = at + innerBreaks(line);
      if (line.startsWith("---")) {
        readOne(document.toString(), firstLine);
        checkSeparator(line, at);
        document.setLength(0);
        firstLine = number + 1;
      } else {
        document.append(line).append('\n');
      }
    }
    readOne(document.toString(), firstLine);
  }

  /** A carriage return by itself ends a line, for YAML and for JSON, but no document. */
  private static int innerBreaks(String line) {
    return (int) line.chars().limit(Math.max(0, line.length() - 1L)).filter(c -> c == '\r').count();
  }

  private void checkSeparator(String line, int number) {
    String rest = line.substring(3).strip();
    if (!rest.isEmpty() && !rest.startsWith("#")) {
      errors.add(
          new ManifestError(
              source,
              lines.within(new Position(number, 4)),
              "kubectl drops what stands on the line of a ---",
              "begin the document on the next line"));
    }
  }

  private void readOne(String document, int firstLine) {
    try {
      for (Document one : parse(document, firstLine)) {
        if (!one.json().isNull()) {
          unfold(one, "");
        }
      }
    } catch (Unreadable e) {
      errors.add(e.error(source, lines));
    } catch (StackOverflowError e) {
      failed(firstLine, "this document is nested too deeply to be read", "");
    } catch (RuntimeException e) {
      failed(
          firstLine,
          "Heel itself failed to read this document: " + e.getClass().getSimpleName(),
          "please report it, with the document");
    }
  }

  private void failed(int firstLine, String message, String remedy) {
    Position at = lines.within(new Position(firstLine, 1));
    errors.add(new ManifestError(source, at, message, remedy));
  }

  /** What begins with a brace is JSON, unless it is YAML that begins with a brace. */
  private List<Document> parse(String document, int firstLine) throws Unreadable {
    if (!document.stripLeading().startsWith("{")) {
      return yaml(document, firstLine);
    }
    try {
      return JsonDocument.all(document, firstLine);
    } catch (Unreadable notJson) {
      if (source.name().endsWith(".json")) {
        throw notJson;
      }
      return yaml(document, firstLine);
    }
  }

  private static List<Document> yaml(String document, int firstLine) throws Unreadable {
    String text = document;
    LoadSettings settings = settings(document.length());
    while (true) {
      try {
        Optional<Node> root = new Compose(settings).composeString(text);
        return root.isPresent() ? List.of(YamlDocument.of(root.get(), firstLine)) : List.of();
      } catch (YamlEngineException e) {
        String spaced = YamlTabs.spaced(text, e);
        if (spaced == null) {
          throw YamlSentences.of(e, document, firstLine);
        }
        text = spaced;
      }
    }
  }

  /**
   * Keys and aliases are judged in {@link YamlDocument}, which can say where. The parser's buffer
   * takes the whole document: it stumbles over an emoji at a buffer's end.
   */
  private static LoadSettings settings(int length) {
    return LoadSettings.builder()
        .setSchema(new YamlScalar.Unresolved())
        .setAllowDuplicateKeys(true)
        .setAllowRecursiveKeys(true)
        .setMaxAliasesForCollections(Integer.MAX_VALUE)
        .setCodePointLimit(LARGEST)
        .setBufferSize(length + 2)
        .build();
  }

  private void unfold(Document document, String prefix) throws Unreadable {
    JsonNode json = document.json().at(prefix);
    Position at = document.spots().get(prefix).value();
    if (!json.isObject()) {
      String found = json.isArray() ? "a list" : "a single value";
      throw new Unreadable(
          at, "a Kubernetes object is a mapping, and this is " + found, "begin with apiVersion:");
    }
    if (isList(json)) {
      for (int i = 0; i < json.path("items").size(); i++) {
        unfold(document, prefix + "/items/" + i);
      }
    } else {
      manifests.add(new Manifest(source, lines, document, prefix));
    }
  }

  /** A List, or a typed list such as ConfigMapList, as kubectl prints them. */
  private static boolean isList(JsonNode json) {
    return json.path("kind").asText().endsWith("List") && json.path("items").isArray();
  }
}
