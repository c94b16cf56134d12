package dev.heel;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The house that the packages make: who may know whom, and how large a file may be. */
@AnalyzeClasses(packages = "dev.heel", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  private static final int LONGEST_FILE = 300;
  private static final int LONGEST_MEDIAN = 120;
  private static final int LARGEST_PACKAGE = 25;

  @ArchTest
  static final ArchRule each_layer_knows_only_those_below_it =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("Main")
          .definedBy("dev.heel")
          .layer("cli")
          .definedBy("dev.heel.cli..")
          .layer("sandbox")
          .definedBy("dev.heel.sandbox..")
          .layer("operator")
          .definedBy("dev.heel.operator..")
          .layer("render")
          .definedBy("dev.heel.render..")
          .layer("lint")
          .definedBy("dev.heel.lint..")
          .layer("agent")
          .definedBy("dev.heel.agent..")
          .layer("kinds")
          .definedBy("dev.heel.kinds..")
          .layer("query")
          .definedBy("dev.heel.query..")
          .layer("datadog")
          .definedBy("dev.heel.datadog..")
          .layer("engine")
          .definedBy("dev.heel.engine..")
          .whereLayer("Main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayOnlyBeAccessedByLayers("Main")
          .whereLayer("sandbox")
          .mayOnlyBeAccessedByLayers("Main", "cli")
          .whereLayer("operator")
          .mayOnlyBeAccessedByLayers("Main", "cli", "sandbox")
          .whereLayer("render")
          .mayOnlyBeAccessedByLayers("Main", "cli", "sandbox")
          .whereLayer("lint")
          .mayOnlyBeAccessedByLayers("Main", "cli", "sandbox", "operator", "render")
          .whereLayer("agent")
          .mayOnlyBeAccessedByLayers(
              "Main", "cli", "sandbox", "operator", "render", "lint", "kinds")
          .whereLayer("kinds")
          .mayOnlyBeAccessedByLayers("Main", "cli", "sandbox", "operator", "render", "lint")
          .whereLayer("query")
          .mayOnlyBeAccessedByLayers(
              "Main", "cli", "sandbox", "operator", "render", "lint", "kinds")
          .whereLayer("datadog")
          .mayOnlyBeAccessedByLayers("Main", "cli", "sandbox", "operator");

  @ArchTest
  static final ArchRule resource_is_the_lowest =
      noClasses()
          .that()
          .resideInAPackage("dev.heel.resource..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.heel..")
                  .and(resideInAnyPackage("dev.heel.resource..").negate()))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule engine_knows_resources_only =
      noClasses()
          .that()
          .resideInAPackage("dev.heel.engine..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.heel..")
                  .and(resideInAnyPackage("dev.heel.engine..", "dev.heel.resource..").negate()))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule schema_knows_nothing_of_heel =
      noClasses()
          .that()
          .resideInAPackage("dev.heel.schema..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.heel..").and(resideInAPackage("dev.heel.schema..").negate()))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule manifest_knows_resources_at_most =
      noClasses()
          .that()
          .resideInAPackage("dev.heel.manifest..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.heel..")
                  .and(resideInAnyPackage("dev.heel.manifest..", "dev.heel.resource..").negate()))
          .allowEmptyShould(true);

  /** A double that shares the product's routes or rules would prove nothing. */
  @ArchTest
  static final ArchRule doubles_share_nothing_with_what_they_judge =
      noClasses()
          .that()
          .resideInAnyPackage("dev.heel.sandbox.datadog..", "dev.heel.sandbox.kubernetes..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.heel.engine..",
              "dev.heel.kinds..",
              "dev.heel.query..",
              "dev.heel.operator..",
              "dev.heel.datadog..",
              "dev.heel.agent..",
              "dev.heel.lint..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packages_make_no_cycle =
      slices().matching("dev.heel.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule no_kind_knows_another =
      slices()
          .matching("dev.heel.kinds.(*)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule kinds_do_not_know_the_list_of_kinds =
      noClasses()
          .that()
          .resideInAPackage("dev.heel.kinds.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.heel.kinds")
          .allowEmptyShould(true);

  /** Only the list of kinds does, since it has those of the Agent as well. */
  @ArchTest
  static final ArchRule no_kind_of_the_api_knows_the_agent =
      noClasses()
          .that()
          .resideInAPackage("dev.heel.kinds.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.heel.agent..")
          .allowEmptyShould(true);

  /** Of Fabric8's client they have the base class of resources, its annotations and its model. */
  @ArchTest
  static final ArchRule what_decides_touches_no_world =
      noClasses()
          .that()
          .resideInAnyPackage("dev.heel.engine..", "dev.heel.resource..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.slf4j..", "java.net.http..", "io.fabric8.kubernetes.client.dsl..")
                  .or(
                      DescribedPredicate.describe(
                          "clocks and clients",
                          type ->
                              type.isEquivalentTo(Clock.class)
                                  || type.getName()
                                      .equals("io.fabric8.kubernetes.client.KubernetesClient"))))
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule datadogs_library_stays_at_the_edge =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.heel.datadog..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.datadog..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule the_operator_sdk_stays_in_the_operator =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.heel.operator..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.javaoperatorsdk..")
          .allowEmptyShould(true);

  /** Whether an object is still ours is asked in one place, which no deletion passes by. */
  @ArchTest
  static final ArchRule only_removal_deletes_in_datadog =
      noClasses()
          .that()
          .haveNameNotMatching("dev\\.heel\\.operator\\.api\\.removal\\.Removal")
          .should()
          .callMethodWhere(
              target(owner(name("dev.heel.operator.api.resource.DatadogObjects")))
                  .and(target(name("delete"))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule names_come_from_the_domain =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)(\\$.*)?")
          .allowEmptyShould(true);

  @Test
  @DisplayName("files are short: 300 lines at most, those of tests too, and 120 in the median")
  void filesAreShort() throws IOException {
    Map<Path, Integer> product = lengths(Path.of("src/main/java"));
    Map<Path, Integer> all = new LinkedHashMap<>(product);
    all.putAll(lengths(Path.of("src/test/java")));
    all.values().removeIf(length -> length <= LONGEST_FILE);
    assertThat(all).as("longer than %d lines", LONGEST_FILE).isEmpty();
    List<Integer> sorted = product.values().stream().sorted().toList();
    assertThat(sorted.get(sorted.size() / 2)).as("median").isLessThanOrEqualTo(LONGEST_MEDIAN);
  }

  @Test
  @DisplayName("packages are small: 25 files at most")
  void packagesAreSmall() throws IOException {
    Path sources = Path.of("src/main/java");
    Map<String, Long> sizes =
        lengths(sources).keySet().stream()
            .map(file -> sources.relativize(file.getParent()).toString())
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    sizes.values().removeIf(size -> size <= LARGEST_PACKAGE);
    assertThat(sizes).as("more than %d files", LARGEST_PACKAGE).isEmpty();
  }

  private static Map<Path, Integer> lengths(Path sources) throws IOException {
    Map<Path, Integer> lines = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .forEach(file -> lines.put(file, length(file)));
    }
    return lines;
  }

  private static int length(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
