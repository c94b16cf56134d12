package dev.heel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture.LayerDependencySpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link LayersTest} is for the house, within one layer: which room may know which. */
@AnalyzeClasses(packages = "dev.heel", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  /** The package itself, beside its sub-packages; a room with a point at its end is such a one. */
  private static final String ITSELF = ".";

  @ArchTest
  static final ArchRule the_engine_plans_on_top_of_what_a_kind_is =
      floors("dev.heel.engine", "read api problem", "compare identity models", ITSELF, "plan");

  @ArchTest
  static final ArchRule within_the_command_verbs_are_on_top =
      floors("dev.heel.cli", "text", "options", "check dashboard sandbox", ITSELF);

  @ArchTest
  static final ArchRule answers_and_the_budget_know_no_client_and_not_each_other =
      floors("dev.heel.datadog", "answers budget", ITSELF);

  @ArchTest
  static final ArchRule the_operator_grows_from_the_process_to_the_passes =
      floors(
          "dev.heel.operator",
          "process",
          "cluster wake",
          "status",
          "account.organization account.deletion",
          "account.ledger account.lists",
          "account.",
          "api.resource",
          "api.removal",
          "api.",
          "agent commands",
          ITSELF);

  @ArchTest
  static final ArchRule in_the_sandboxs_datadog_a_kind_knows_what_all_have_in_common =
      floors(
          "dev.heel.sandbox.datadog",
          "text",
          "world",
          "http",
          "account faults",
          "gateway monitors dashboards webhooks events",
          "downtimes",
          "control",
          ITSELF);

  @ArchTest
  static final ArchRule trees_of_queries_know_no_reader = floors("dev.heel.query", "tree", ITSELF);

  /** Of all that Heel is it has the nearest of some words. */
  @ArchTest
  static final ArchRule query_knows_the_languages_of_datadog_alone =
      noClasses()
          .that()
          .resideInAPackage("dev.heel.query..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.heel..")
                  .and(resideInAPackage("dev.heel.query..").negate())
                  .and(name("dev.heel.engine.read.Nearest").negate())
                  .or(resideInAPackage("com.fasterxml.."))
                  .or(resideInAPackage("io.fabric8..")))
          .allowEmptyShould(true);

  /**
   * A room knows the rooms of the floors below its own, never those beside it or above it; and each
   * class of the layer is in one of the rooms.
   *
   * @param floors from the lowest to the highest, each with the names of its rooms
   */
  private static ArchRule floors(String layer, String... floors) {
    LayeredArchitecture house =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .ensureAllClassesAreContainedInArchitectureIgnoring(
                resideOutsideOfPackage(layer + ".."));
    List<List<String>> rooms = Stream.of(floors).map(floor -> List.of(floor.split(" "))).toList();
    for (String room : rooms.stream().flatMap(List::stream).toList()) {
      house = house.layer(room).definedBy(packages(layer, room));
    }
    List<String> above = new ArrayList<>();
    for (int i = rooms.size() - 1; i >= 0; i--) {
      for (String room : rooms.get(i)) {
        house = knownBy(above, house.whereLayer(room));
      }
      above.addAll(rooms.get(i));
    }
    return house;
  }

  private static String packages(String layer, String room) {
    return room.endsWith(ITSELF)
        ? (layer + "." + room).replaceAll("\\.+$", "")
        : layer + "." + room + "..";
  }

  private static LayeredArchitecture knownBy(
      List<String> above, LayerDependencySpecification room) {
    return above.isEmpty()
        ? room.mayNotBeAccessedByAnyLayer()
        : room.mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
  }

  /** A nested class is read with the name of the one around it, so that may have a usual name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "engine",
        "agent",
        "lint",
        "kinds",
        "query",
        "cli",
        "datadog",
        "render",
        "operator"
      })
  @DisplayName("no two classes of one layer have the same name")
  void namesAreTold(String layer) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/heel", layer))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
              .toList();
      assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    }
  }
}
