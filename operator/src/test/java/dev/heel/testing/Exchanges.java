package dev.heel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Datadog really got and answered, where there is a folder of recordings: the one that
 * property {@code heel.exchanges} names, else one beside the checkout.
 */
public final class Exchanges {
  private static final Path FOLDER =
      Path.of(System.getProperty("heel.exchanges", "../../shared/exchanges"));
  private static final ObjectMapper JSON = new ObjectMapper();

  private Exchanges() {}

  /**
   * One file: a single exchange, or a sequence whose ids belong together.
   *
   * @param name of the file, below the folder
   * @param exchanges each with its {@code request} and {@code response}
   */
  public record Recording(String name, List<JsonNode> exchanges) {}

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
        .flatMap(file -> recording(file).exchanges().stream());
  }

  /** Every recording that there is, in the order of their names. */
  public static List<Recording> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Exchanges::recording)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The exchanges of {@code types/TYPE.jsonl}, one a line, in the order of their names. */
  public static Stream<JsonNode> lines() {
    return files("types").stream()
        .filter(file -> file.toString().endsWith(".jsonl"))
        .flatMap(file -> lines(file).stream());
  }

  private static List<JsonNode> lines(Path file) {
    try (MappingIterator<JsonNode> lines =
        JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
      return lines.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static Recording recording(Path file) {
    JsonNode json = read(file);
    List<JsonNode> exchanges = new ArrayList<>();
    if (json.has("exchanges")) {
      json.get("exchanges").forEach(exchanges::add);
    } else {
      exchanges.add(json);
    }
    return new Recording(FOLDER.relativize(file).toString(), exchanges);
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
