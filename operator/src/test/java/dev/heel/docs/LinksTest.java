package dev.heel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Links between the project's pages")
class LinksTest {
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");

  static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Docs.ROOT);
        Stream<Path> docs = Files.walk(Docs.FOLDER)) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  @DisplayName("lead to files that are there")
  void links(Path page) {
    Matcher links = LINK.matcher(CODE.matcher(Docs.read(page)).replaceAll(""));
    while (links.find()) {
      assertThat(page.resolveSibling(links.group(1))).as("%s in %s", links.group(), page).exists();
    }
  }
}
