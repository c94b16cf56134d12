package dev.heel.agent.integrations;

import dev.heel.agent.integrations.Review.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The one list of reviewed options, {@code /integrations/reviewed-options.txt}, whose head says how
 * it is read. The catalogue's options have their marks from it.
 */
public final class ReviewedOptions {
  private static final String FILE = "/integrations/reviewed-options.txt";
  private static final Map<String, Line> LINES = read();

  private ReviewedOptions() {}

  /**
   * A line of the list.
   *
   * @param types of the option, as they were reviewed
   */
  public record Line(Set<Option.Type> types, Review review) {
    private static Line of(List<String> columns) {
      String reason = columns.size() > 3 ? columns.get(3) : "";
      List<String> mark = Arrays.asList(columns.get(2).split(":", 2));
      Set<String> values = mark.size() > 1 ? Set.of(mark.get(1).split(",")) : Set.of();
      return new Line(
          Arrays.stream(columns.get(1).split("\\|"))
              .map(type -> Option.Type.valueOf(type.toUpperCase(Locale.ROOT)))
              .collect(Collectors.toUnmodifiableSet()),
          new Review(Mark.valueOf(mark.get(0).toUpperCase(Locale.ROOT)), values, reason));
    }
  }

  /** All lines by name, by alphabet. */
  public static Map<String, Line> lines() {
    return LINES;
  }

  /**
   * What was found of an option; empty if nobody reviewed it with that type.
   *
   * @param path its name, after those of the options that it stands in, with dots between them
   */
  static Optional<Review> of(String path, Option.Type type) {
    return Optional.ofNullable(LINES.get(path))
        .filter(line -> line.types().contains(type))
        .map(Line::review);
  }

  private static Map<String, Line> read() {
    try (InputStream in = ReviewedOptions.class.getResourceAsStream(FILE)) {
      return Collections.unmodifiableMap(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> List.of(line.split("\\s+", 4)))
              .collect(
                  Collectors.toMap(
                      columns -> columns.get(0),
                      Line::of,
                      (one, other) -> {
                        throw new IllegalStateException(FILE + " has a name twice");
                      },
                      TreeMap::new)));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
