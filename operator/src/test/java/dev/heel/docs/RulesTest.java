package dev.heel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.docs.Sections.Section;
import dev.heel.engine.problem.IgnoredRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/rules.md explains every rule")
class RulesTest {
  private static final Path PAGE = Docs.FOLDER.resolve("rules.md");
  private static final Path NEGATIVE = Docs.ROOT.resolve("manifests/negative");
  private static final String WITNESS = "Witness: ";
  private static final Pattern ID = Pattern.compile("(?m) {2,}\\[([a-z-]+)]$");

  @Test
  @DisplayName("each rule of the source once, and none that is not")
  void allRules() {
    assertThat(RuleIds.ofSource()).as("rules of the source").isNotEmpty();
    assertThat(Sections.of(Docs.read(PAGE)))
        .as("a new rule wants a section of its own in docs/rules.md: its id and a sentence")
        .extracting(Section::id)
        .containsExactlyInAnyOrderElementsOf(RuleIds.ofSource());
  }

  @Test
  @DisplayName("none is without a sentence")
  void sentences() {
    assertThat(Sections.of(Docs.read(PAGE)))
        .allSatisfy(section -> assertThat(section.prose()).as(section.id()).endsWith("."));
  }

  @Test
  @DisplayName(
      "each that may be an error says why it is one, and a refusal of Datadog's where it was seen")
  void witnesses() {
    SortedSet<String> errors = new TreeSet<>(RuleIds.ofErrors());
    found().entrySet().stream()
        .filter(said -> said.getValue().contains(": error: "))
        .forEach(said -> errors.add(said.getKey()));
    assertThat(Sections.of(Docs.read(PAGE)))
        .filteredOn(section -> errors.contains(section.id()))
        .allSatisfy(
            section -> {
              assertThat(section.prose()).as(section.id()).contains(WITNESS);
              assertThat(section.prose().contains(WITNESS + "Datadog"))
                  .as(section.id() + ": what Datadog refuses can be overruled, and nothing else")
                  .isEqualTo(IgnoredRules.isRefusal(section.id()));
            });
  }

  @Test
  @DisplayName("the examples are what manifests/negative gives (-Dheel.update=true writes them)")
  void examples() {
    String page = Sections.withExamples(Docs.read(PAGE), found());
    if (Docs.UPDATE) {
      Docs.write(PAGE, page);
    }
    assertThat(Docs.read(PAGE))
        .as("docs/rules.md is stale: run ./mvnw verify -Dheel.update=true and commit it")
        .isEqualTo(page);
  }

  /** By the rule's id, the shortest of what is said under it. */
  private static Map<String, String> found() {
    Map<String, String> shortest = new HashMap<>();
    try (Stream<Path> files = Files.list(NEGATIVE)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        for (String finding : findings(Docs.read(file))) {
          Matcher id = ID.matcher(finding);
          if (id.find()) {
            String said = id.replaceFirst("  [$1]").strip() + "\n";
            shortest.merge(id.group(1), said, (a, b) -> a.length() <= b.length() ? a : b);
          }
        }
      }
      return shortest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> findings(String text) {
    return List.of(text.split("(?m)(?=^manifests/negative/|^\\d+ errors?, )", -1));
  }
}
