import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.heel.engine.ApiKind;
import dev.heel.engine.api.IdForm;
import dev.heel.engine.identity.Identity;
import dev.heel.kinds.Kinds;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Writes the CRDs of all custom resources below a folder of classes. Run by the build; it is no
 * part of the program.
 *
 * <p>Beside the first folder's files stands {@code index}, their names in the order of the kinds:
 * the program itself reads which kinds it has from there.
 *
 * <p>Fabric8's generator sorts printer columns by their paths; here they stand in the order of the
 * annotations, so that READY and REASON come first. It also leaves out what the resource itself and
 * its status are, which {@code kubectl explain} shows first.
 */
public final class Crds {
  private static final String STATUS =
      "What came of it: conditions, and what Heel knows of the object. Written by Heel only.";

  private Crds() {}

  /** Arguments: the folder of classes, then the folders to write to. */
  public static void main(String[] args) throws IOException {
    ((Logger) LoggerFactory.getLogger("io.fabric8")).setLevel(Level.WARN);
    Path classes = Path.of(args[0]);
    List<Class<? extends HasMetadata>> types = resources(classes);
    for (String folder : Arrays.asList(args).subList(1, args.length)) {
      write(types, Path.of(folder));
    }
    Files.write(Path.of(args[1], "index"), types.stream().map(Crds::fileName).toList());
  }

  private static String fileName(Class<? extends HasMetadata> type) {
    return HasMetadata.getFullResourceName(type) + "-v1.yml";
  }

  private static void write(List<Class<? extends HasMetadata>> types, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    Map<String, Class<? extends HasMetadata>> byName =
        types.stream().collect(Collectors.toMap(HasMetadata::getFullResourceName, t -> t));
    CRDPostProcessor finish =
        new CRDPostProcessor() {
          @Override
          public HasMetadata process(HasMetadata crd, String version) {
            return finished(
                (CustomResourceDefinition) crd, byName.get(crd.getMetadata().getName()));
          }
        };
    new CRDGenerator()
        .customResourceClasses(types)
        .withPostProcessor(finish)
        .inOutputDir(folder.toFile())
        .generate();
  }

  private static CustomResourceDefinition finished(
      CustomResourceDefinition crd, Class<? extends HasMetadata> type) {
    List<String> order =
        Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
      version
          .getAdditionalPrinterColumns()
          .sort(
              Comparator.comparingInt(
                  (CustomResourceColumnDefinition column) -> order.indexOf(column.getName())));
      var schema = version.getSchema().getOpenAPIV3Schema();
      schema.setDescription(type.getAnnotation(JsonClassDescription.class).value());
      schema.getProperties().get("status").setDescription(STATUS);
      Kinds.all().stream()
          .filter(kind -> kind.type().equals(type))
          .forEach(kind -> holdIds(kind, schema.getProperties().get("spec")));
    }
    return crd;
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
    id.setXKubernetesValidations(
        List.of(
            new ValidationRuleBuilder()
                .withRule("self.matches('^" + form.pattern() + "$')")
                .withMessage("the id of a " + kind.noun() + " is " + form.words())
                .build()));
  }

  private static List<Class<? extends HasMetadata>> resources(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes.resolve("dev/heel"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("Datadog\\w+\\.class"))
          .map(file -> classes.relativize(file).toString())
          .sorted()
          .<Class<?>>map(Crds::load)
          .filter(type -> CustomResource.class.isAssignableFrom(type))
          .filter(type -> !Modifier.isAbstract(type.getModifiers()))
          .<Class<? extends HasMetadata>>map(type -> type.asSubclass(HasMetadata.class))
          .sorted(Comparator.comparing(Class::getSimpleName))
          .toList();
    }
  }

  private static Class<?> load(String file) {
    try {
      String name = file.substring(0, file.length() - ".class".length()).replaceAll("[/\\\\]", ".");
      return Class.forName(name, false, Crds.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("not a class of the project: " + file, e);
    }
  }
}
