package dev.heel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Draft;
import dev.heel.engine.problem.RuleFault;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Problem;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("No spec, definition or found object makes a kind throw")
class KindTotalityTest {
  @Provide
  Arbitrary<JsonNode> trees() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
      return JsonTrees.like(files.filter(Files::isRegularFile).map(Samples::tree).toList());
    }
  }

  @Provide
  Arbitrary<ApiKind<?>> kinds() {
    return Arbitraries.of(Kinds.api());
  }

  @Property(tries = 3000)
  @Label("checks answer with problems that a person can find, whatever the spec is")
  void checksAreTotal(
      @ForAll("kinds") ApiKind<?> kind,
      @ForAll("trees") JsonNode spec,
      @ForAll("trees") JsonNode definition) {
    for (Problem problem : problems(kind, spec, definition)) {
      assertThat(problem.rule()).as(problem.message()).isNotEqualTo(RuleFault.RULE);
      assertThat(problem.rule()).matches("[a-z]+(-[a-z]+)*");
      assertThat(problem.at().pointer()).startsWith("/spec");
      assertThat(problem.message()).isNotBlank().doesNotEndWith(".");
      assertThat(problem.remedy()).isNotBlank().endsWith(".");
    }
  }

  private static <R extends ApiResource> List<Problem> problems(
      ApiKind<R> kind, JsonNode spec, JsonNode definition) {
    R resource = resource(kind, spec);
    Draft draft = kind.draft(resource, definition);
    assertThat(kind.references(draft)).isEqualTo(kind.references(draft));
    return kind.problems(draft, Kinds.referable());
  }

  @Property(tries = 1000)
  @Label("desired gives a body, whatever the spec is")
  void desiredIsTotal(@ForAll("kinds") ApiKind<?> kind, @ForAll("trees") JsonNode spec) {
    assertThat(desired(kind, spec).isObject()).isTrue();
  }

  private static <R extends ApiResource> JsonNode desired(ApiKind<R> kind, JsonNode spec) {
    return Samples.desired(kind, resource(kind, spec));
  }

  @Property(tries = 1000)
  @Label("what Datadog answers is read, whatever it is")
  void reportsAreTotal(@ForAll("kinds") ApiKind<?> kind, @ForAll("trees") JsonNode found) {
    assertThat(kind.report(found)).isNotNull();
    assertThat(kind.liveness(found)).isNotNull();
    assertThat(kind.same("/tags", found, JsonNodeFactory.instance.nullNode())).isIn(true, false);
  }

  private static <R extends ApiResource> R resource(ApiKind<R> kind, JsonNode spec) {
    try {
      R resource = kind.type().getDeclaredConstructor().newInstance();
      resource.setMetadata(new ObjectMetaBuilder().withName("a").withNamespace("home").build());
      resource.setSpec(spec);
      return resource;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a custom resource has a constructor without arguments", e);
    }
  }
}
