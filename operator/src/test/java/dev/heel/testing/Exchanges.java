package dev.heel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Datadog really got and answered, where a folder of recordings lies beside the checkout. */
public final class Exchanges {
  private static final Path FOLDER = Path.of("../../shared/exchanges");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Exchanges() {}

  /**
   * Whether there are any; says what is not tested if there are none.
   *
   * @param what is left out then
   */
  public static boolean recorded(String what) {
    boolean here = Files.isDirectory(FOLDER);
    if (!here) {
      System.out.printf(
          "[WARNING] NOT TESTED against recordings: %s. There is no folder %s.%n", what, FOLDER);
    }
    return here;
  }

  /** The files of one of its folders, in order. */
  public static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All exchanges with one sort of object, alone and in lifecycles. */
  public static Stream<JsonNode> of(String folder) {
    return Stream.of(folder, "lifecycles/" + folder)
        .flatMap(each -> files(each).stream())
        .map(Exchanges::read)
        .flatMap(Exchanges::each);
  }

  private static Stream<JsonNode> each(JsonNode file) {
    return file.has("exchanges")
        ? StreamSupport.stream(file.get("exchanges").spliterator(), false)
        : Stream.of(file);
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
