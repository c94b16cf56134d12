package dev.heel;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One word for one thing: whoever reads a name in one layer knows which class is meant, whatever
 * its package. Between layers a word may come again: a Body is rendered here and sent there.
 */
@DisplayName("Within one layer")
class NamesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/heel");

  @ParameterizedTest
  @ValueSource(strings = {"operator", "engine", "kinds", "agent", "lint"})
  @DisplayName("no two classes have the same name")
  void noNameTwice(String layer) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES.resolve(layer))) {
      assertThat(twice(files.filter(NamesTest::isClass).toList()))
          .as("twice in %s", layer)
          .isEmpty();
    }
  }

  /** By the name of a file, the folders that have one of that name, where it is more than one. */
  private static SortedMap<String, TreeSet<String>> twice(List<Path> files) {
    SortedMap<String, TreeSet<String>> places =
        files.stream()
            .collect(
                groupingBy(
                    file -> file.getFileName().toString(),
                    TreeMap::new,
                    mapping(
                        file -> SOURCES.relativize(file.getParent()).toString(),
                        toCollection(TreeSet::new))));
    places.values().removeIf(folders -> folders.size() < 2);
    return places;
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".java") && !file.endsWith("package-info.java");
  }
}
