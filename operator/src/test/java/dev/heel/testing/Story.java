package dev.heel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The files of {@code manifests/getting-started}, as a test reads them. */
public final class Story {
  private static final Path FOLDER =
      Path.of("../manifests/getting-started").toAbsolutePath().normalize();

  private Story() {}

  /** One of its files by its name without the ending. */
  public static Path file(String name) {
    return FOLDER.resolve(name + ".yaml");
  }

  /** The object of a file by its kind and name. */
  public static JsonNode object(String file, String kind, String name) {
    return documents(file).stream()
        .filter(each -> each.path("kind").asText().equals(kind))
        .filter(each -> each.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + file));
  }

  /** Whether a file has an object of that kind. */
  public static boolean has(String file, String kind) {
    return documents(file).stream().anyMatch(each -> each.path("kind").asText().equals(kind));
  }

  private static List<JsonNode> documents(String file) {
    try {
      return Arrays.stream(Files.readString(file(file)).split("(?m)^---$"))
          .map(text -> Serialization.unmarshal(text, JsonNode.class))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
