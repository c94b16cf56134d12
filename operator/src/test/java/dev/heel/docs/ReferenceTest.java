package dev.heel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.kinds.Crds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/reference is what the CRDs say (-Dheel.update=true writes it)")
class ReferenceTest {
  private static final Path FOLDER = Docs.FOLDER.resolve("reference");
  private static final String STALE =
      "docs/reference is stale: run ./mvnw verify -Dheel.update=true and commit it";

  @Test
  @DisplayName("each kind has its page, and no page has lost its kind")
  void pages() throws IOException {
    Map<String, String> wanted = wanted();
    if (Docs.UPDATE) {
      for (Path old : files()) {
        Files.delete(old);
      }
      wanted.forEach((name, text) -> Docs.write(FOLDER.resolve(name), text));
    }
    assertThat(files().stream().map(file -> file.getFileName().toString()))
        .as(STALE)
        .containsExactlyInAnyOrderElementsOf(wanted.keySet());
    wanted.forEach(
        (name, text) -> assertThat(Docs.read(FOLDER.resolve(name))).as(STALE).isEqualTo(text));
  }

  @Test
  @DisplayName("no field is without its meaning")
  void meanings() {
    assertThat(wanted().values())
        .allSatisfy(page -> assertThat(page.lines()).noneMatch(line -> line.endsWith("|  |")));
  }

  private static Map<String, String> wanted() {
    Map<String, String> pages = new TreeMap<>();
    List<ReferencePage> kinds = Crds.all().stream().map(ReferencePage::new).toList();
    for (ReferencePage page : kinds) {
      Path sample = Docs.ROOT.resolve("manifests/samples/" + page.fileName() + ".yaml");
      pages.put(page.fileName() + ".md", page.text(Docs.read(sample)));
    }
    pages.put("README.md", index(kinds));
    return pages;
  }

  private static String index(List<ReferencePage> kinds) {
    return "# The kinds\n\n"
        + Docs.row(List.of("Kind", "Short name", "What it is"))
        + "|---|---|---|\n"
        + kinds.stream()
            .map(
                page ->
                    Docs.row(
                        List.of(
                            "[%s](%s.md)".formatted(page.kind(), page.fileName()),
                            "`" + page.shortName() + "`",
                            page.summary())))
            .collect(Collectors.joining());
  }

  private static List<Path> files() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.toList();
    }
  }
}
