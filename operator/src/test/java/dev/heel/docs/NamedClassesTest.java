package dev.heel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pages that speak of the source go stale without notice. In them a class stands in backticks by
 * its simple name, a package by its full name, and a folder with a slash at its end: {@code
 * Planner}, {@code dev.heel.engine}, {@code operator/account/}.
 */
@DisplayName("What the pages for maintainers name")
class NamedClassesTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");
  private static final Pattern PACKAGE = Pattern.compile("`(dev\\.heel(?:\\.\\w+)*)`");
  private static final Pattern FOLDER = Pattern.compile("`([\\w.-]+(?:/[\\w.-]+)*)/`");

  static List<Path> pages() {
    try (Stream<Path> pages = Files.list(Docs.FOLDER.resolve("decisions"))) {
      return Stream.concat(
              Stream.of("architecture.md", "engine.md").map(Docs.FOLDER::resolve), pages)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  @DisplayName("as a class is one")
  void classes(Path page) {
    assertThat(classes()).containsAll(named(page, CLASS));
  }

  @ParameterizedTest
  @MethodSource("pages")
  @DisplayName("as a package is one")
  void packages(Path page) {
    assertThat(named(page, PACKAGE))
        .allSatisfy(name -> assertThat(MAIN.resolve(name.replace('.', '/'))).isDirectory());
  }

  @ParameterizedTest
  @MethodSource("pages")
  @DisplayName("as a folder is one, of the project or below its packages")
  void folders(Path page) {
    assertThat(named(page, FOLDER))
        .allSatisfy(
            name ->
                assertThat(List.of(Docs.ROOT.resolve(name), MAIN.resolve("dev/heel").resolve(name)))
                    .anySatisfy(folder -> assertThat(folder).isDirectory()));
  }

  private static Set<String> classes() {
    return Stream.of(MAIN, TESTS)
        .flatMap(NamedClassesTest::sources)
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .collect(Collectors.toSet());
  }

  private static Stream<Path> sources(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> named(Path page, Pattern form) {
    return form.matcher(Docs.read(page)).results().map(found -> found.group(1)).distinct().toList();
  }
}
