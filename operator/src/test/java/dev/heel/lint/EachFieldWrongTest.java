package dev.heel.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.problem.RuleFault;
import dev.heel.kinds.Kinds;
import dev.heel.lint.Validation.Extent;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ManifestReader;
import dev.heel.manifest.ReadFile;
import dev.heel.manifest.Source;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules run over objects that the schema already refused: each field of each kind is left out, made
 * null and given other types, and no rule may fail over it, neither where there is no other kind
 * nor beside one of each. What one object says by itself is the same in a whole folder and in a
 * part, so that each is looked at once as either.
 */
@DisplayName("Whichever field of a manifest is wrong")
class EachFieldWrongTest {
  private static final ManifestReader READER = new ManifestReader(InputStream.nullInputStream());
  private static final Map<String, List<ReadFile>> MUTANTS = new LinkedHashMap<>();

  /** Reading them takes as long as looking at them; it is done once. */
  @BeforeAll
  static void mutants() {
    SchemaExamples.all().forEach(each -> MUTANTS.put(each.path("kind").asText(), mutantsOf(each)));
  }

  @AfterAll
  static void forget() {
    MUTANTS.clear();
  }

  static Stream<String> kinds() {
    return Kinds.names().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("no rule fails over the object, where there is no other kind")
  void withoutOthers(String kind) {
    assertThat(MUTANTS.get(kind)).isNotEmpty();
    assertThat(faults(MUTANTS.get(kind), Extent.PART)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("no rule fails over the object beside one of each kind")
  void besideOneOfEachKind(String kind) {
    List<ReadFile> folder = new ArrayList<>(othersWithoutCode());
    folder.addAll(MUTANTS.get(kind));
    assertThat(faults(folder, Extent.WHOLE)).isEmpty();
  }

  @Test
  @DisplayName("no rule fails over some of each kind in one folder")
  void together() {
    List<ReadFile> all = MUTANTS.values().stream().flatMap(List::stream).toList();
    List<ReadFile> some = IntStream.range(0, all.size() / 7).mapToObj(i -> all.get(i * 7)).toList();
    assertThat(faults(some, Extent.WHOLE)).isEmpty();
    assertThat(faults(some, Extent.PART)).isEmpty();
  }

  /** Each with a name of its own, as far as it has one. */
  private static List<ReadFile> mutantsOf(ObjectNode example) {
    List<ReadFile> mutants = new ArrayList<>();
    SchemaExamples.mutants(example)
        .forEach(
            each -> {
              String name = "example-" + mutants.size();
              if (each.at("/metadata/name").asText().equals("example")) {
                ((ObjectNode) each.path("metadata")).put("name", name);
              }
              mutants.add(read(example.path("kind").asText() + "-" + name, each));
            });
    return mutants;
  }

  /** The first story, with an Agent that lets its namespaces bring data only. */
  private static List<ReadFile> othersWithoutCode() {
    List<ReadFile> others = new ArrayList<>();
    READER.read(Path.of("../manifests/getting-started")).stream()
        .flatMap(file -> file.manifests().stream())
        .map(Manifest::json)
        .forEach(
            each -> {
              if (each.at("/spec/allowedChecks") instanceof ObjectNode allowed) {
                allowed.remove("codeNamespaces");
              }
              others.add(read("other-" + others.size(), each));
            });
    return others;
  }

  private static ReadFile read(String name, JsonNode object) {
    return READER.read(new Source(name + ".json"), object.toString());
  }

  /** What fails over one object is told of that one; what fails over all, of the first. */
  private static List<String> faults(List<ReadFile> files, Extent extent) {
    return Validation.of(files, extent).findings().stream()
        .filter(each -> each.rule().equals(RuleFault.RULE))
        .map(each -> each.sentence() + " " + each.at().line())
        .toList();
  }
}
