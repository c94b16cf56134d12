package dev.heel.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.RuleFault;
import dev.heel.kinds.Crds;
import dev.heel.lint.Validation.Extent;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ManifestReader;
import dev.heel.manifest.ReadFile;
import dev.heel.manifest.Source;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules run over objects that the schema already refused: each field of each kind is left out, made
 * null and given other types, and no rule may fail over it, neither where there is no other kind
 * nor beside one of each.
 */
@DisplayName("Whichever field of a manifest is wrong")
class EachFieldWrongTest {
  private static final int TOGETHER = 100;
  private static final ManifestReader READER = new ManifestReader(InputStream.nullInputStream());

  static Stream<String> kinds() {
    return Crds.kinds().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("no rule fails over the object, where there is no other kind")
  void withoutOthers(String kind) {
    hold(List.of(), mutants(kind));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("no rule fails over the object beside one of each kind")
  void besideOneOfEachKind(String kind) {
    hold(othersWithoutCode(), mutants(kind));
  }

  @Test
  @DisplayName("no rule fails over all of them in one folder")
  void together() {
    List<JsonNode> all = kinds().flatMap(kind -> mutants(kind).stream()).toList();
    List<JsonNode> some = IntStream.range(0, all.size() / 7).mapToObj(i -> all.get(i * 7)).toList();
    assertThat(faults(some)).isEmpty();
  }

  /** Each with a name of its own, as far as it has one. */
  private static List<JsonNode> mutants(String kind) {
    List<JsonNode> mutants = new ArrayList<>();
    SchemaExamples.all().stream()
        .filter(each -> each.path("kind").asText().equals(kind))
        .flatMap(SchemaExamples::mutants)
        .forEach(
            each -> {
              if (each.at("/metadata/name").asText().equals("example")) {
                ((ObjectNode) each.path("metadata")).put("name", "example-" + mutants.size());
              }
              mutants.add(each);
            });
    return mutants;
  }

  /** The first story, with an Agent that lets its namespaces bring data only. */
  private static List<JsonNode> othersWithoutCode() {
    List<JsonNode> objects =
        READER.read(Path.of("../manifests/getting-started")).stream()
            .flatMap(file -> file.manifests().stream())
            .map(Manifest::json)
            .toList();
    objects.forEach(
        each -> {
          if (each.at("/spec/allowedChecks") instanceof ObjectNode allowed) {
            allowed.remove("codeNamespaces");
          }
        });
    return objects;
  }

  /** In folders of some each: what fails over one of them is told of that one. */
  private static void hold(List<JsonNode> others, List<JsonNode> mutants) {
    for (int from = 0; from < mutants.size(); from += TOGETHER) {
      List<JsonNode> folder = new ArrayList<>(others);
      folder.addAll(mutants.subList(from, Math.min(mutants.size(), from + TOGETHER)));
      assertThat(faults(folder)).isEmpty();
    }
  }

  private static List<String> faults(List<JsonNode> objects) {
    List<ReadFile> files = new ArrayList<>();
    for (JsonNode object : objects) {
      files.add(READER.read(new Source(files.size() + ".json"), object.toString()));
    }
    return Stream.of(Extent.values())
        .flatMap(extent -> Validation.of(files, extent).findings().stream())
        .filter(each -> each.rule().equals(RuleFault.RULE))
        .map(each -> each.sentence() + " " + each.at().line())
        .toList();
  }
}
