package dev.heel.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Asked;
import dev.heel.engine.Draft;
import dev.heel.kinds.Kinds;
import dev.heel.lint.Validation.Extent;
import dev.heel.manifest.Manifest;
import dev.heel.resource.ApiResource;
import dev.heel.resource.HeelResource;
import dev.heel.resource.Kind;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Manifests as the kinds' adapters know them. */
public final class Resources {
  private static final ObjectMapper LENIENT =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private Resources() {}

  /**
   * One manifest of an API kind, understood.
   *
   * @param draft its metadata has what the manifest's has, so that the namespace may be null
   */
  public record Known<R extends ApiResource>(Manifest manifest, ApiKind<R> kind, Draft draft) {
    List<Problem> problems() {
      return kind.problems(draft, Kinds.referable());
    }

    List<Asked> asks() {
      return kind.asks(draft);
    }
  }

  /** Those of the API kinds among manifests, in their order; what cannot be read is left out. */
  public static List<Known<?>> in(List<Manifest> manifests) {
    Definitions definitions = new Definitions(manifests, Extent.PART);
    List<Known<?>> known = new ArrayList<>();
    manifests.stream()
        .filter(Belonging::isHeels)
        .forEach(manifest -> of(manifest, definitions).ifPresent(known::add));
    return List.copyOf(known);
  }

  /** Empty for any other kind, and for metadata that cannot be read at all. */
  static Optional<Known<?>> of(Manifest manifest, Definitions definitions) {
    return Kinds.api().stream()
        .filter(kind -> kind.is(manifest.kind()))
        .findFirst()
        .flatMap(kind -> known(manifest, kind, definitions));
  }

  private static <R extends ApiResource> Optional<Known<?>> known(
      Manifest manifest, ApiKind<R> kind, Definitions definitions) {
    return read(manifest, kind)
        .map(
            resource ->
                new Known<>(
                    manifest, kind, kind.draft(resource, definitions.of(manifest, resource))));
  }

  /**
   * A manifest as its kind's class has it, without the fields that the class does not know; the
   * spec is as it came.
   *
   * @return empty if it is of another kind, has no metadata, or cannot be read as that at all
   */
  public static <R extends HeelResource<?>> Optional<R> read(Manifest manifest, Kind<R> kind) {
    return kind.is(manifest.kind()) ? read(manifest.json(), kind) : Optional.empty();
  }

  /** The same of the object alone, which is of that kind. */
  public static <R extends HeelResource<?>> Optional<R> read(JsonNode object, Kind<R> kind) {
    try {
      return Optional.of(LENIENT.treeToValue(object, kind.type()))
          .filter(resource -> resource.getMetadata() != null);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
