package dev.heel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Draft;
import dev.heel.engine.Liveness;
import dev.heel.engine.Report;
import dev.heel.engine.Scope;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.plan.Diff;
import dev.heel.engine.plan.Diff.Baseline;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Reference;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What the engine relies on in every kind")
class KindContractTest {
  static Stream<ApiKind<?>> kinds() {
    return Stream.concat(Kinds.api().stream(), Stream.of(NewKind.KIND));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void sampleReadsAndHasNoProblem(ApiKind<?> kind) {
    assertThat(sampleProblems(kind)).isEmpty();
  }

  private static <R extends ApiResource> List<?> sampleProblems(ApiKind<R> kind) {
    return kind.problems(Samples.draft(kind, sample(kind)), Kinds.referable());
  }

  @DisplayName("equal arguments give equal bodies, and the resource is not changed")
  @ParameterizedTest
  @MethodSource("kinds")
  void desiredIsPure(ApiKind<?> kind) {
    pure(kind);
  }

  private static <R extends ApiResource> void pure(ApiKind<R> kind) {
    R resource = sample(kind);
    JsonNode first = Samples.desired(kind, resource);
    assertThat(Samples.desired(kind, resource)).isEqualTo(first);
    assertThat(Samples.desired(kind, sample(kind))).isEqualTo(first);
    assertThat(resource.getSpec()).isEqualTo(sample(kind).getSpec());
  }

  @DisplayName("an object that was made is found again as its owner's, and as no other's")
  @ParameterizedTest
  @MethodSource("kinds")
  void markerIsFoundAgain(ApiKind<?> kind) {
    marker(kind);
  }

  private static <R extends ApiResource> void marker(ApiKind<R> kind) {
    R resource = sample(kind);
    Draft draft = Samples.draft(kind, resource);
    Scope scope = Samples.scope(resource, draft);
    JsonNode desired = kind.desired(draft, scope);
    if (!(kind.identity() instanceof Identity.NaturalKey)) {
      assertThat(kind.identity().marker(desired)).hasValue(Identity.key(scope.owner()));
    }
  }

  @DisplayName("what was sent differs from itself in nothing, also after a round through text")
  @ParameterizedTest
  @MethodSource("kinds")
  void echoIsNoDifference(ApiKind<?> kind) throws Exception {
    JsonNode desired = desiredSample(kind);
    JsonNode echo = Samples.JSON.readTree(desired.toString());
    assertThat(Diff.between(kind, desired, echo, Baseline.NONE)).isEmpty();
  }

  private static <R extends ApiResource> JsonNode desiredSample(ApiKind<R> kind) {
    return Samples.desired(kind, sample(kind));
  }

  @DisplayName("what is listed as referenced is what is replaced, and its place exists")
  @ParameterizedTest
  @MethodSource("kinds")
  void referencesListedAreReferencesReplaced(ApiKind<?> kind) {
    references(kind);
  }

  private static <R extends ApiResource> void references(ApiKind<R> kind) {
    R resource = sample(kind);
    Draft draft = Samples.draft(kind, resource);
    List<Reference> references = kind.references(draft);
    assertThat(Samples.scope(resource, draft).references().keySet())
        .containsExactlyInAnyOrderElementsOf(
            references.stream().map(Reference::target).distinct().toList());
    JsonNode tree = Samples.JSON.valueToTree(resource);
    references.forEach(each -> assertThat(tree.at(each.pointer()).isMissingNode()).isFalse());
    assertThat(kind.desired(draft, Samples.scope(resource, draft)).toString())
        .doesNotContain("$(Datadog", "$(cluster");
  }

  @DisplayName("the answer to a create, empty or strange, is reported on without an exception")
  @ParameterizedTest
  @MethodSource("kinds")
  void strangeObjectsAreRead(ApiKind<?> kind) throws Exception {
    for (String text : List.of("{}", "null", "[]", "{\"state\":{\"groups\":[1]}}")) {
      JsonNode found = Samples.JSON.readTree(text);
      assertThat(kind.report(found).triggered()).isEmpty();
      assertThat(kind.liveness(found)).isEqualTo(Liveness.LIVE);
      assertThat(kind.identity().marker(found)).isEmpty();
    }
    assertThat(kind.report(Samples.JSON.createObjectNode())).isEqualTo(Report.NONE);
  }

  private static <R extends ApiResource> R sample(ApiKind<R> kind) {
    return Samples.read(samplePath(kind), kind.type());
  }

  static Path samplePath(ApiKind<?> kind) {
    String name = kind.name().toLowerCase(Locale.ROOT) + ".yaml";
    Path root = kind.equals(NewKind.KIND) ? NewKind.FOLDER : Samples.root();
    return root.resolve("manifests/samples").resolve(name);
  }
}
