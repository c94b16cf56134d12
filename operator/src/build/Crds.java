import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.heel.engine.ApiKind;
import dev.heel.engine.api.IdForm;
import dev.heel.engine.identity.Identity;
import dev.heel.kinds.Kinds;
import dev.heel.resource.Column;
import dev.heel.resource.Forms;
import dev.heel.resource.Kind;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Writes the CRDs of all kinds. Run by the build; it is no part of the program.
 *
 * <p>Beside the first folder's files stands {@code index}, their names in the order of the kinds:
 * the program itself reads which kinds it has from there.
 *
 * <p>What a text looks like is a rule with words there, {@link Forms}.
 *
 * <p>The printer columns are those of {@link Kind#columns}. Fabric8's generator leaves out what the
 * resource itself and its status are, which {@code kubectl explain} shows first.
 */
public final class Crds {
  private static final String STATUS =
      "The result: conditions, and what Heel knows of the object. Written by Heel only.";

  private Crds() {}

  /** Arguments: the folders to write to; the first is the program's own. */
  public static void main(String[] args) throws IOException {
    ((Logger) LoggerFactory.getLogger("io.fabric8")).setLevel(Level.WARN);
    for (String folder : args) {
      write(Path.of(folder));
    }
    Files.write(Path.of(args[0], "index"), Kinds.all().stream().map(Crds::fileName).toList());
  }

  private static String fullName(Kind<?> kind) {
    return HasMetadata.getFullResourceName(kind.type());
  }

  private static String fileName(Kind<?> kind) {
    return fullName(kind) + "-v1.yml";
  }

  private static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, Kind<?>> byName =
        Kinds.all().stream().collect(Collectors.toMap(Crds::fullName, kind -> kind));
    CRDPostProcessor finish =
        new CRDPostProcessor() {
          @Override
          public HasMetadata process(HasMetadata crd, String version) {
            return finished(
                (CustomResourceDefinition) crd, byName.get(crd.getMetadata().getName()));
          }
        };
    new CRDGenerator()
        .customResourceClasses(types())
        .withPostProcessor(finish)
        .inOutputDir(folder.toFile())
        .generate();
  }

  private static List<Class<? extends HasMetadata>> types() {
    return Kinds.all().stream().<Class<? extends HasMetadata>>map(Kind::type).toList();
  }

  private static CustomResourceDefinition finished(CustomResourceDefinition crd, Kind<?> kind) {
    for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
      version.setAdditionalPrinterColumns(kind.columns().stream().map(Crds::column).toList());
      var schema = version.getSchema().getOpenAPIV3Schema();
      schema.setDescription(kind.type().getAnnotation(JsonClassDescription.class).value());
      schema.getProperties().get("status").setDescription(STATUS);
      sayForms(schema);
      if (kind instanceof ApiKind<?> api) {
        holdIds(api, schema.getProperties().get("spec"));
      }
    }
    return crd;
  }

  /** A rule in place of a pattern: the API server says its words, and of a pattern only itself. */
  private static void sayForms(JSONSchemaProps schema) {
    if (schema.getPattern() != null) {
      String rule = "self.matches(r'" + schema.getPattern() + "')";
      schema.setXKubernetesValidations(List.of(mustBe(Forms.words(schema.getPattern()), rule)));
      schema.setPattern(null);
    }
    schema.getProperties().values().forEach(Crds::sayForms);
    if (schema.getItems() != null) {
      sayForms(schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null) {
      sayForms(schema.getAdditionalProperties().getSchema());
    }
  }

  private static ValidationRule mustBe(String words, String rule) {
    return new ValidationRuleBuilder().withRule(rule).withMessage("must be " + words).build();
  }

  private static CustomResourceColumnDefinition column(Column column) {
    return new CustomResourceColumnDefinitionBuilder()
        .withName(column.name())
        .withJsonPath(column.path())
        .withType(column.type().name().toLowerCase(Locale.ROOT))
        .withPriority(column.wide() ? 1 : 0)
        .build();
  }

  /** An id that is adopted becomes a part of an address: it must look like the kind's ids. */
  private static void holdIds(ApiKind<?> kind, JSONSchemaProps spec) {
    var adopt = spec.getProperties().get("adopt").getProperties();
    hold(kind, adopt.get("id"));
    if (kind.identity() instanceof Identity.NaturalKey) {
      hold(kind, adopt.get("name"));
    }
  }

  private static void hold(ApiKind<?> kind, JSONSchemaProps id) {
    IdForm form = kind.routes().ids();
    String words = "an id of a " + kind.noun() + " in Datadog: " + form.words();
    id.setXKubernetesValidations(
        List.of(mustBe(words, "self.matches(r'^" + form.pattern() + "$')")));
  }
}
